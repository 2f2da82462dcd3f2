/**
 * What the public gets: red and black lists, decisions, disclosures, recalls, and who trades on the market with which
 * grade. Every name and every free text leaves through one gate ({@link org.herbtrust.publication.rules.PrivacyGate});
 * every record has a leaf in the ledger, a day from which it is shown and a day from which it isn't.
 */
package org.herbtrust.publication;
