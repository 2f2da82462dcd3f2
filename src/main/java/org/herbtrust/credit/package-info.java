/** Facts about a merchant, the grade that follows from them, and why. The way in is {@link org.herbtrust.credit.Credit}. */
package org.herbtrust.credit;
