/** What of a record may be public, of whom, and on which day. */
package org.herbtrust.publication.rules;
