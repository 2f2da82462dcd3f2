/**
 * What events mean in a market: lots, who holds how much of them, what went into what, mass balance, yields, holds and
 * recalls. A command here ("split this lot") becomes the EPCIS event that it is and goes in by the repository's door; what
 * comes out of that door, from here or from a foreign document, is projected into lots by one and the same code.
 */
package org.herbtrust.trace;
