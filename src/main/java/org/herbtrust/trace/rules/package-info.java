/** The rules of the trace that a regulator would argue about, as functions of facts. */
package org.herbtrust.trace.rules;
