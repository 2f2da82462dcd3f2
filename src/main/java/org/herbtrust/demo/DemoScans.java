package org.herbtrust.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.Labels;
import org.herbtrust.label.Scan;
import org.herbtrust.label.Scans;

/** Buyers of the demonstration who look at labels: many at few, one now and then, and two labels that were copied. */
final class DemoScans {

    private static final String PHONE = "Mozilla/5.0 (demonstration) Mobile";
    private static final String MARKET = "3416";
    private static final List<String> ELSEWHERE = List.of("44", "51", "32", "11", "41", "33");
    private static final int DAYS = 45;
    private static final int MOST_BATCHES = 150;
    private static final int COPIES = 2;

    private final Scans scans;
    private final Labels labels;
    private final SplittableRandom dice;
    private final Instant now;

    DemoScans(Scans scans, Labels labels, SplittableRandom dice, Instant now) {
        this.scans = scans;
        this.labels = labels;
        this.dice = dice;
        this.now = now;
    }

    /** @param batches in the order in which they were issued */
    void look(List<LabelBatch> batches) {
        List<LabelBatch> newest = batches.subList(Math.max(0, batches.size() - MOST_BATCHES), batches.size());
        int copied = 0;
        for (LabelBatch batch : newest) {
            ShortCode label = labels.ofBatch(batch.id()).get(0).code();
            double age = Math.min(DAYS, Duration.between(batch.issuedAt(), now).toHours() / 24.0);
            if (age > 20 && copied < COPIES) {
                copied++;
                for (int i = 0; i < 36; i++) {
                    scan(label, age, dice.nextInt(3) == 0 ? MARKET : ELSEWHERE.get(dice.nextInt(ELSEWHERE.size())));
                }
            } else {
                int visitors = dice.nextInt(8) == 0 ? dice.nextInt(10, 40) : dice.nextInt(0, 5);
                for (int i = 0; i < visitors; i++) {
                    scan(label, age, MARKET);
                }
            }
        }
        scans.settle();
    }

    private void scan(ShortCode label, double age, String place) {
        Instant at = now.minusSeconds((long) (dice.nextDouble(0, age) * 86_400));
        scans.note(new Scan(label, at, place, PHONE, "demonstration " + dice.nextInt()));
    }
}
