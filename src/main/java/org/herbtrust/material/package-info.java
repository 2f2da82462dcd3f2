/**
 * The herb catalogue: materials, test items and the limits in force on a day, processes with their plausible yields,
 * restricted goods, violation types, inspection checklists and the country's divisions. Read from the dated files of
 * {@code traceability-schema/catalogue} at start-up; a wrong row stops the start with its file and line.
 */
package org.herbtrust.material;
