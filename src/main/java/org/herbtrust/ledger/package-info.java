/**
 * The append-only log of everything that is published: a Merkle tree (RFC 6962) with signed checkpoints, served in the
 * C2SP formats tlog-tiles, tlog-checkpoint and signed-note, so that anyone can prove that a record was published and that
 * none was altered or dropped. It holds hashes and subjects, never personal data.
 */
package org.herbtrust.ledger;
