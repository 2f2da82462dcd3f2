/** Values that cannot be wrong: identifiers, weights, days and the people who act. Nothing here knows of the database, of HTTP or of the clock. */
package org.herbtrust.kernel;
