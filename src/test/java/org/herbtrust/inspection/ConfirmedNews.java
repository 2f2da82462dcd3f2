package org.herbtrust.inspection;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herbtrust.kernel.ShortCode;

/** Keeps the news that inspection sends, for tests to look at. */
@Singleton
class ConfirmedNews {

    private final List<ResultConfirmed> confirmed = new CopyOnWriteArrayList<>();
    private final List<VisitRecorded> visits = new CopyOnWriteArrayList<>();

    private final List<ComplaintUpheld> upheld = new CopyOnWriteArrayList<>();

    private final List<VisitSuperseded> superseded = new CopyOnWriteArrayList<>();

    void on(@Observes VisitSuperseded news) {
        superseded.add(news);
    }

    List<VisitId> supersededBy(VisitId by) {
        return superseded.stream()
                .filter(s -> s.by().equals(by))
                .map(VisitSuperseded::earlier)
                .toList();
    }

    void on(@Observes ComplaintUpheld news) {
        upheld.add(news);
    }

    List<ComplaintUpheld> upheldOf(ShortCode receipt) {
        return upheld.stream()
                .filter(u -> u.complaint().equals(receipt.value()))
                .toList();
    }

    void on(@Observes ResultConfirmed news) {
        confirmed.add(news);
    }

    void on(@Observes VisitRecorded news) {
        visits.add(news);
    }

    List<ResultConfirmed> confirmedOf(SampleId sample) {
        return confirmed.stream().filter(c -> c.sampleId().equals(sample)).toList();
    }

    List<VisitRecorded> recordedOf(VisitId visit) {
        return visits.stream().filter(v -> v.visitId().equals(visit)).toList();
    }
}
