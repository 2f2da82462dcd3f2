/**
 * Tries a credit policy on a history of visits: replays it in two times (when a thing happened, when it became known),
 * compares what was foretold with the next visit, and says how sure the figures are.
 *
 * <p>Plain Java and Commons Math; index and tier are those of {@link org.herbtrust.credit.rules}, not a copy.
 */
package org.herbtrust.credit.rules.backtest;
