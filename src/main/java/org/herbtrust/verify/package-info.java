/** The answer to the scan of a label or lot: what a buyer asks first, small, cacheable, and never wrong after a hold. */
package org.herbtrust.verify;
