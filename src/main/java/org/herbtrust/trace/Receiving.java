package org.herbtrust.trace;

import org.herbtrust.kernel.Kilograms;

/**
 * A consignment arrives and is weighed again. Herbs dry on the way: less than was sent is normal, more is refused.
 *
 * @param consignment as {@link ConsignmentView} numbers it
 */
public record Receiving(long consignment, Kilograms kg) {

    public Receiving {
        Present.check("kg", kg);
    }
}
