/**
 * Measurements that people run by hand ({@code docs/operations.md}): each drives the packaged application from outside, as
 * its clients do, and prints one JSON object. They measure, and fail only if what they measure does not work.
 */
package org.herbtrust.bench;
