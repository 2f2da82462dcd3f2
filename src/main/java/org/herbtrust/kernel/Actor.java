package org.herbtrust.kernel;

import java.util.Optional;

/**
 * Who gives a command: an account with one role, and the market entity it acts for, if any.
 *
 * @param account the account's login name, unique; it is what the record of a decision names
 * @param name how the person is called on pages
 * @param merchant present for growers and merchants only
 */
public record Actor(String account, String name, Role role, Optional<MerchantId> merchant) {

    public Actor {
        if (account == null || account.isBlank()) {
            throw new IllegalArgumentException("an actor has an account");
        }
        if (merchant.isPresent() != (role == Role.GROWER || role == Role.MERCHANT)) {
            throw new IllegalArgumentException("growers and merchants, and only they, act for an entity: " + account);
        }
    }

    /** The system itself, for what rules do without a person, such as a hold after a failed result. */
    public static Actor system() {
        return new Actor("system", "系统", Role.ADMIN, Optional.empty());
    }

    public boolean is(Role... anyOf) {
        for (Role r : anyOf) {
            if (r == role) {
                return true;
            }
        }
        return false;
    }
}
