package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.FileKind;

/**
 * The parts of samples: their seals, whose hands they went through, and the laboratory's papers. A chain without a gap is what
 * a result is worth before an authority.
 */
@ApplicationScoped
public class SampleCustody {

    private static final List<SamplePart> PARTS = List.of(SamplePart.values());

    private static final int LARGEST_REPORT = 10 * 1024 * 1024;
    private static final int MOST_REPORTS = 10;
    private static final int MOST_HANDOVERS = 50;

    /** Of the clocks of those who record. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    @Inject
    Database database;

    @Inject
    Samples samples;

    @Inject
    Evidence evidence;

    @Inject
    Clock clock;

    /**
     * @param holder who has it now; empty while it is with those who took it
     * @param intact whether its seal was whole at every hand-over
     */
    public record PartView(SamplePart part, String seal, Optional<String> holder, boolean intact) {}

    /** One hand-over. {@code takenFor}: the laboratory, the store or the carrier. */
    public record Handover(
            SamplePart part,
            String givenBy,
            String takenBy,
            String takenFor,
            Instant handedAt,
            boolean sealIntact,
            String note,
            String recordedBy) {

        public Handover {
            givenBy = needed(givenBy, 60, "交出人 (who gives)");
            takenBy = needed(takenBy, 60, "接收人 (who takes)");
            takenFor = needed(takenFor, 100, "接收单位 (for whom)");
            note = note == null ? "" : note.strip();
            if (part == null || handedAt == null || note.length() > 500) {
                throw new IllegalArgumentException("请填写样品、时间，说明最多500字 (part and time are needed)");
            }
            if (!sealIntact && note.isEmpty()) {
                throw new IllegalArgumentException("封签破损的，请说明情况 (say what is wrong with the seal)");
            }
        }

        private static String needed(String text, int most, String what) {
            String words = text == null ? "" : text.strip();
            if (words.isEmpty() || words.length() > most) {
                throw new IllegalArgumentException("请填写" + what + "，最多" + most + "字");
            }
            return words;
        }
    }

    /** A paper of the laboratory. */
    public record ReportFile(String sha256, String name, Instant addedAt, String addedBy) {}

    /** Gives the seals to the parts of a new sample. A seal that was used before is refused: somebody has mistyped, or worse. */
    void seal(SampleId sample, List<String> seals) {
        for (int i = 0; i < seals.size(); i++) {
            String part = i < PARTS.size() ? PARTS.get(i).name() : "OTHER";
            int added = database.update(
                    "insert into sample_part (seal, sample_id, part) values (?, ?, ?) on conflict (seal) do nothing",
                    seals.get(i),
                    sample.value(),
                    part);
            if (added == 0) {
                throw new Refused(
                        InspectionRefusal.SEAL_USED,
                        "封签号“%s”已用于另一份样品 (this seal was used for another sample)".formatted(seals.get(i)),
                        List.of(new Refused.FieldError("/sealNumbers/" + i, "已用过 (used before)")));
            }
        }
    }

    /** Which sample a seal belongs to. */
    public Optional<SampleId> bySeal(String seal) {
        return database.one(
                "select sample_id from sample_part where seal = ?",
                row -> new SampleId(row.getObject(1, UUID.class)),
                seal == null ? "" : seal.strip());
    }

    /** The three parts; empty for samples of the time before parts had seals of their own. */
    public List<PartView> parts(SampleId sample) {
        List<Handover> chain = chain(sample);
        return database.query(
                "select part, seal from sample_part where sample_id = ? and part <> 'OTHER' order by array_position(array['TEST', 'RETEST', 'RETAINED'], part)",
                row -> {
                    SamplePart part = SamplePart.valueOf(row.getString(1));
                    List<Handover> own =
                            chain.stream().filter(h -> h.part() == part).toList();
                    return new PartView(
                            part,
                            row.getString(2),
                            own.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(own.get(own.size() - 1).takenBy() + "，"
                                            + own.get(own.size() - 1).takenFor()),
                            own.stream().allMatch(Handover::sealIntact));
                },
                sample.value());
    }

    /** Every hand-over, oldest first. */
    public List<Handover> chain(SampleId sample) {
        return database.query(
                """
                select part, given_by, taken_by, taken_for, handed_at, seal_intact, note, recorded_by from sample_handover
                where sample_id = ? order by id
                """,
                row -> new Handover(
                        SamplePart.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Database.instant(row, "handed_at"),
                        row.getBoolean(6),
                        row.getString(7),
                        row.getString(8)),
                sample.value());
    }

    /**
     * A part goes from one hand to the next.
     *
     * @throws Refused if it isn't given by whoever has it (at first one of the samplers), or before it was taken
     */
    @Transactional
    public void handOver(SampleId id, Handover handover, Actor actor) {
        requireOfficial(actor);
        SampleView sample = locked(id);
        List<Handover> own =
                chain(id).stream().filter(h -> h.part() == handover.part()).toList();
        if (own.size() >= MOST_HANDOVERS) {
            throw new Refused(InspectionRefusal.HANDOVER_WRONG, "交接次数过多 (too many hand-overs)");
        }
        boolean holds = own.isEmpty()
                ? sample.samplers().contains(handover.givenBy())
                : own.get(own.size() - 1).takenBy().equals(handover.givenBy());
        if (!holds) {
            String holder = own.isEmpty()
                    ? String.join("、", sample.samplers())
                    : own.get(own.size() - 1).takenBy();
            throw new Refused(
                    InspectionRefusal.HANDOVER_WRONG,
                    "这份样品在%s手中，应由其交出 (it is with %s, who has to give it)".formatted(holder, holder),
                    List.of(new Refused.FieldError("/givenBy", "应为" + holder)));
        }
        Instant earliest =
                own.isEmpty() ? sample.takenAt() : own.get(own.size() - 1).handedAt();
        if (handover.handedAt().isBefore(earliest)
                || handover.handedAt().isAfter(clock.instant().plus(CLOCK_SKEW))) {
            throw new Refused(
                    InspectionRefusal.HANDOVER_WRONG,
                    "交接时间应在上一步之后、现在之前 (handed over after the step before, and not in the future)");
        }
        database.update(
                """
                insert into sample_handover (sample_id, part, given_by, taken_by, taken_for, handed_at, seal_intact, note,
                    recorded_at, recorded_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id.value(),
                handover.part(),
                handover.givenBy(),
                handover.takenBy(),
                handover.takenFor(),
                handover.handedAt(),
                handover.sealIntact(),
                handover.note(),
                clock.instant(),
                actor.account());
    }

    /** A part whose seal was broken on its way is no sample any more. */
    void requireIntact(SampleId sample, SamplePart part) {
        chain(sample).stream()
                .filter(h -> h.part() == part && !h.sealIntact())
                .findFirst()
                .ifPresent(h -> {
                    throw new Refused(
                            InspectionRefusal.SEAL_BROKEN,
                            "%s样品交接时封签破损（%s），其结果不能采用 (the seal was broken: no result of this part counts)"
                                    .formatted(part.title().zh(), h.note()));
                });
    }

    /**
     * Keeps a paper of the laboratory: PDF or picture.
     *
     * @return its SHA-256
     */
    @Transactional
    public String addReport(SampleId id, byte[] content, String name, Actor actor) {
        requireOfficial(actor);
        locked(id);
        String sha256 = evidence.keep(content, Set.of(FileKind.PDF, FileKind.JPEG, FileKind.PNG), LARGEST_REPORT, actor)
                .sha256();
        List<ReportFile> there = reports(id);
        if (there.size() >= MOST_REPORTS
                && there.stream().noneMatch(r -> r.sha256().equals(sha256))) {
            throw new IllegalArgumentException("最多" + MOST_REPORTS + "份报告文件 (too many files)");
        }
        String words =
                name == null ? "" : name.replaceAll("[\\p{Cntrl}/\\\\]", " ").strip();
        database.update(
                """
                insert into sample_report_file (sample_id, sha256, name, added_at, added_by) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                id.value(),
                HexFormat.of().parseHex(sha256),
                words.substring(0, Math.min(200, words.length())),
                clock.instant(),
                actor.account());
        return sha256;
    }

    public List<ReportFile> reports(SampleId id) {
        return database.query(
                "select sha256, name, added_at, added_by from sample_report_file where sample_id = ? order by id",
                row -> new ReportFile(
                        HexFormat.of().formatHex(row.getBytes(1)),
                        row.getString(2),
                        Database.instant(row, "added_at"),
                        row.getString(4)),
                id.value());
    }

    /** The bytes of a paper of that sample; for officials and the merchant whose sample it is. */
    public Optional<byte[]> report(SampleId id, String sha256, Actor actor) {
        Optional<SampleView> sample = samples.find(id);
        if (actor.merchant().isPresent() && !sample.map(SampleView::merchant).equals(actor.merchant())) {
            throw new Refused(InspectionRefusal.NOT_YOUR_MERCHANT, "只能查看本户的检验报告 (only your own reports)");
        }
        return reports(id).stream().anyMatch(r -> r.sha256().equals(sha256)) ? evidence.read(sha256) : Optional.empty();
    }

    private SampleView locked(SampleId id) {
        if (!samples.lock(id)) {
            throw new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有样品%s (no such sample)".formatted(id));
        }
        return samples.find(id).orElseThrow();
    }

    private static void requireOfficial(Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(InspectionRefusal.NOT_YOUR_KIND, "样品由检查人员登记 (samples are for officials)");
        }
    }
}
