/**
 * The market's entities: growers, processors and stall merchants; their admission with the credit commitment (信用承诺),
 * and their <em>standing</em>, which everything above asks before it lets an entity act. Why a standing changes is decided
 * higher up, in casework.
 */
package org.herbtrust.merchant;
