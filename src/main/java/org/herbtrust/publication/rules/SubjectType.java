package org.herbtrust.publication.rules;

import org.herbtrust.kernel.Uscc;

/** Whom a record is about, as far as the law on personal information makes a difference. */
public enum SubjectType {
    /** Companies, cooperatives, institutions. */
    ORGANISATION,
    /** 个体工商户: a natural person's registered business; what is told of it is told of the person. */
    INDIVIDUAL_BUSINESS,
    /** A person without a registration of their own. */
    NATURAL_PERSON;

    public static SubjectType of(Uscc uscc) {
        return uscc.isIndividualBusiness() ? INDIVIDUAL_BUSINESS : ORGANISATION;
    }

    public boolean isPerson() {
        return this != ORGANISATION;
    }
}
