/** What a scanned text is, and through which states a label may pass: functions of the text alone. */
package org.herbtrust.label.rules;
