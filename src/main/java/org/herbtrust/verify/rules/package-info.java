/** What a scan is answered, as a function of what is known of the code. */
package org.herbtrust.verify.rules;
