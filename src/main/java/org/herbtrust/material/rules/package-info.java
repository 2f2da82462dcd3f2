/** What a limit is and which of several holds: plain functions of rows and a day, shared with the judging of test results. */
package org.herbtrust.material.rules;
