/** How many packages are opened and how a result is judged: functions of figures and rows, without clock or database. */
package org.herbtrust.inspection.rules;
