/**
 * What inspectors and laboratories find: visits with their findings, samples, results judged by the limits in force on
 * the day of sampling, retests. A failed result holds the goods at once; it counts against the merchant only when the
 * time for a retest is over or the retest agrees.
 */
package org.herbtrust.inspection;
