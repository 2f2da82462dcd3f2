/**
 * Labels of packages: their serial codes, the batches in which they are issued against the weight of a lot, what is
 * printed on them and how, and what a scanned text is.
 */
package org.herbtrust.label;
