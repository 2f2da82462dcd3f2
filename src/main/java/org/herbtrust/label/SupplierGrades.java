package org.herbtrust.label;

import java.util.Optional;
import org.herbtrust.kernel.MerchantId;

/** Who knows the published grade of a supplier; provided from above, for grades are no business of labels. */
public interface SupplierGrades {

    /** Empty if nothing is published of that entity. */
    Optional<GradeMark> of(MerchantId supplier);
}
