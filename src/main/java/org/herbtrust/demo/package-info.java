/**
 * The demonstration market: a year of a market that doesn't exist, made from a seed through the same doors as users go
 * through, never by SQL. It is also where tests and benchmarks get their markets from. Nothing of it runs unless
 * {@code herbtrust.demo} is on.
 */
package org.herbtrust.demo;
