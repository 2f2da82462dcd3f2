/** The arithmetic of the log: RFC 6962 hashes and proofs, tile paths. */
package org.herbtrust.ledger.rules;
