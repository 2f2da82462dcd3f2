package org.herbtrust.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.GradeView;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.label.GradeMark;
import org.herbtrust.label.SupplierGrades;

/** Tells labels the published grade of their supplier; an entity without a letter has nothing to show. */
@ApplicationScoped
class PublishedGrades implements SupplierGrades {

    @Inject
    Credit credit;

    @Override
    public Optional<GradeMark> of(MerchantId supplier) {
        GradeView view = credit.gradeOf(supplier);
        return view.grade().isLetter()
                ? Optional.of(new GradeMark(view.grade().name(), view.asOf()))
                : Optional.empty();
    }
}
