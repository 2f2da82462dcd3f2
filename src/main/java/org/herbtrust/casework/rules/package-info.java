/** Which move a case may make, who may make it and by when: functions of a procedure, a history and a day. */
package org.herbtrust.casework.rules;
