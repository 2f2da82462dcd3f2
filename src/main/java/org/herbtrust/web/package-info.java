/**
 * The pages for buyers, growers and merchants, inspectors, regulators and the market office. It composes the doors of the
 * packages below and owns no rule: a page parses what was typed, asks one door, and shows the answer or the refusal beside
 * the field that caused it. Every form works without a script.
 */
package org.herbtrust.web;
