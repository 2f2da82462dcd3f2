package org.herbtrust.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.material.ChecklistItem;
import org.herbtrust.material.Materials;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.FileKind;
import org.herbtrust.platform.Page;

/**
 * Visits recorded on a phone without a network. The phone names each record and each photo and sends them until it holds a
 * receipt; what arrives twice is kept once, what does not fit the present is kept and flagged, and nothing is overwritten.
 */
@ApplicationScoped
public class FieldVisits {

    /** Bytes of one photo. A phone makes them 1600 pixels long, which is a quarter of this. */
    public static final int LARGEST_PHOTO = 1024 * 1024;

    /** Bytes of one record without its photos. */
    public static final int LARGEST_RECORD = 128 * 1024;

    /** Photos that an account has sent and no record has claimed yet: ten visits' worth under way is plenty. */
    private static final int MOST_UNCLAIMED = 10 * FieldRecord.MOST_PHOTOS;

    /** Photos of records that were refused for good do not count for ever. */
    static final Duration UNCLAIMED_FOR = Duration.ofDays(30);

    private static final int LONGEST_NOTE = 1000;
    private static final int MOST_TASKS = 200;

    @Inject
    Inspections inspections;

    @Inject
    FieldTable table;

    @Inject
    FieldConflicts conflicts;

    @Inject
    ScannedGoods goods;

    @Inject
    Evidence evidence;

    @Inject
    @Any
    Instance<FieldTasks> taskSources;

    @Inject
    Materials materials;

    @Inject
    Event<VisitSuperseded> superseded;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /**
     * Keeps a photo of a record that is still to come; the same photo sent again is kept once.
     *
     * @param sha256 hex, as the phone has computed it
     * @return whether it is new
     * @throws Refused if the bytes have another hash, are no JPEG or PNG, too many, or too large
     */
    @Transactional
    public boolean keepPhoto(VisitId visit, String sha256, byte[] content, Actor sender) {
        if (content.length > LARGEST_PHOTO) {
            throw new Refused(
                    FieldRefusal.PHOTO_TOO_LARGE,
                    "照片最大%d KB (a photo has at most %d KB)".formatted(LARGEST_PHOTO / 1024, LARGEST_PHOTO / 1024));
        }
        if (!Evidence.sha256(content).equals(sha256)) {
            throw new Refused(FieldRefusal.PHOTO_DIFFERS, "照片在传输中损坏，请重发 (damaged on its way: send it again)");
        }
        Set<String> here = table.uploadedTo(visit, sender);
        if (here.contains(sha256)) {
            return false;
        }
        if (here.size() >= FieldRecord.MOST_PHOTOS) {
            throw new Refused(
                    FieldRefusal.TOO_MANY_PHOTOS,
                    "一次检查最多%d张照片 (at most %d photos a visit)"
                            .formatted(FieldRecord.MOST_PHOTOS, FieldRecord.MOST_PHOTOS));
        }
        Instant now = clock.instant();
        if (table.unclaimed(sender, now.minus(UNCLAIMED_FOR)) >= MOST_UNCLAIMED) {
            throw new Refused(
                    FieldRefusal.TOO_MANY_UNCLAIMED,
                    "已上传%d张尚无记录的照片，请先上传记录 (send the records of the photos first)".formatted(MOST_UNCLAIMED));
        }
        evidence.keep(content, Set.of(FileKind.JPEG, FileKind.PNG), LARGEST_PHOTO, sender);
        return table.uploaded(visit, sha256, content.length, now, sender);
    }

    /**
     * Keeps a record whose photos have arrived. The same bytes sent again get the same receipt.
     *
     * @param content JSON as in {@link FieldRecord}, exactly as the phone has hashed it
     * @throws Refused if photos are missing (424), the id stands for other content (409), it is another account's record
     *     (403), or a rule of {@link Inspections#record} says no
     */
    @Transactional
    public FieldReceipt receive(VisitId id, byte[] content, Actor sender) {
        if (content.length > LARGEST_RECORD) {
            throw new Refused(
                    FieldRefusal.RECORD_TOO_LARGE,
                    "记录最大%d KB (a record has at most %d KB)".formatted(LARGEST_RECORD / 1024, LARGEST_RECORD / 1024));
        }
        FieldRecord record = read(content);
        if (!record.id().equals(id)) {
            throw new IllegalArgumentException("记录编号与地址不符 (the record has another id than its address)");
        }
        if (!record.account().equals(sender.account())) {
            throw new Refused(
                    FieldRefusal.NOT_YOUR_RECORD,
                    "记录属于账号%s，请以该账号登录后上传 (sign in as that account to send it)".formatted(record.account()));
        }
        String hash = Evidence.sha256(content);
        Instant now = clock.instant();
        Optional<FieldReceipt> earlier = table.receipt(id);
        if (earlier.isPresent()) {
            return again(earlier.get(), hash);
        }
        requirePhotos(record, sender);
        if (!table.claim(record, new String(content, StandardCharsets.UTF_8), hash, now)) {
            // the same record came in on another connection at the same moment, and is in now
            return again(table.receipt(id).orElseThrow(), hash);
        }
        if (inspections.visit(id).isPresent()) {
            throw otherwise(id);
        }
        Visit told = goods.visit(record, now);
        Visit kept = fitting(told);
        inspections.record(kept, sender);
        table.addPhotos(record);
        conflicts.notice(record, told, kept, sender, now);
        VisitView here = inspections.visit(id).orElseThrow();
        if (record.supersedes() != null) {
            inspections
                    .visit(record.supersedes())
                    .ifPresentOrElse(
                            wrong -> correct(wrong, here, record, sender, now),
                            () -> conflicts.correctsUnknown(record, now));
        }
        // a correction may have been faster than what it corrects
        table.corrections(id).stream()
                .flatMap(by -> inspections.visit(by).stream())
                .filter(by -> isOwn(here, by))
                .forEach(by -> supersede(here, by, now, sender));
        return table.receipt(id).orElseThrow();
    }

    /** Everybody corrects their own records; what another person has found is not undone by saying so. */
    private void correct(VisitView earlier, VisitView by, FieldRecord record, Actor sender, Instant now) {
        if (isOwn(earlier, by)) {
            supersede(earlier, by, now, sender);
        } else {
            conflicts.correctsAnother(record, earlier, now);
        }
    }

    private static boolean isOwn(VisitView earlier, VisitView by) {
        return earlier.inspector().equals(by.inspector())
                && earlier.kind() == by.kind()
                && earlier.merchant().equals(by.merchant());
    }

    private void supersede(VisitView earlier, VisitView by, Instant now, Actor agreed) {
        if (table.supersede(earlier.id(), by.id(), now, agreed)) {
            superseded.fire(new VisitSuperseded(earlier.id(), by.id(), earlier.merchant(), now));
        }
    }

    /**
     * The visit without what the catalogue and the calendar of its day do not have. The phone may have worked with those of
     * another day; what is left out stays in the record word for word, and a person is told.
     */
    private Visit fitting(Visit told) {
        LocalDate day = Market.dayOf(told.occurredAt());
        Set<String> questions = materials.checklist(told.kind().name(), day).stream()
                .map(ChecklistItem::code)
                .collect(Collectors.toSet());
        Map<String, CheckAnswer> answers = new HashMap<>(told.checklist());
        answers.keySet().retainAll(questions);
        return new Visit(
                told.id(),
                told.kind(),
                told.merchant(),
                told.occurredAt(),
                told.place(),
                told.findings().stream()
                        .filter(f -> materials.violation(f.violation(), day).isPresent())
                        .toList(),
                answers,
                told.correctBy().map(by -> by.isBefore(day) ? day : by),
                told.statement(),
                told.follows());
    }

    private FieldReceipt again(FieldReceipt earlier, String hash) {
        if (!earlier.sha256().equals(hash)) {
            throw otherwise(earlier.id());
        }
        return earlier.seenBefore();
    }

    private static Refused otherwise(VisitId id) {
        return new Refused(
                FieldRefusal.RECORDED_OTHERWISE,
                "编号%s已用于其他内容；更正请另立记录 (this id stands for other content; correct it by another record)".formatted(id));
    }

    private FieldRecord read(byte[] content) {
        try {
            JsonNode tree = json.readTree(content);
            int schema = tree == null ? 0 : tree.path("schemaVersion").asInt(0);
            if (schema > FieldRecord.SCHEMA) {
                throw new Refused(
                        FieldRefusal.SCHEMA_UNKNOWN,
                        "记录格式为第%d版，服务器只认识到第%d版，稍后再传 (form %d, known up to %d: send it later)"
                                .formatted(schema, FieldRecord.SCHEMA, schema, FieldRecord.SCHEMA));
            }
            if (schema < 1) {
                throw new IllegalArgumentException("记录应有格式版本 (a record tells its schemaVersion)");
            }
            return json.treeToValue(tree, FieldRecord.class);
        } catch (JsonProcessingException wrong) {
            if (wrong.getCause() instanceof IllegalArgumentException told) {
                throw told;
            }
            throw new IllegalArgumentException("记录无法读懂 (the record cannot be read)", wrong);
        } catch (java.io.IOException wrong) {
            throw new IllegalArgumentException("记录无法读懂 (the record cannot be read)", wrong);
        }
    }

    private void requirePhotos(FieldRecord record, Actor sender) {
        Set<String> here = table.uploadedTo(record.id(), sender);
        List<Refused.FieldError> missing = new ArrayList<>();
        for (int i = 0; i < record.photos().size(); i++) {
            FieldRecord.Photo photo = record.photos().get(i);
            if (!here.contains(photo.sha256())) {
                missing.add(new Refused.FieldError("/photos/" + i, photo.sha256()));
            }
        }
        if (!missing.isEmpty()) {
            throw new Refused(
                    FieldRefusal.PHOTOS_MISSING,
                    "还有%d张照片未到，请先上传照片 (send %d photos first)".formatted(missing.size(), missing.size()),
                    missing);
        }
    }

    /** The receipt of a record that has arrived. */
    public Optional<FieldReceipt> receipt(VisitId id) {
        return table.receipt(id);
    }

    /** The record that stands in the place of that one. */
    public Optional<VisitId> supersededBy(VisitId id) {
        return table.supersededBy(id);
    }

    /** A record from a phone with all that came with it. */
    public Optional<FieldVisitView> find(VisitId id) {
        return table.content(id)
                .map(content -> new FieldVisitView(
                        inspections.visit(id).orElseThrow(),
                        read(content.getBytes(StandardCharsets.UTF_8)),
                        table.receipt(id).orElseThrow(),
                        table.supersededBy(id),
                        conflicts.of(id)));
    }

    /** The bytes of a photo of a record; empty if there is no such photo or it was erased. */
    public Optional<byte[]> photo(VisitId id, String slot) {
        return table.photo(id, slot).flatMap(evidence::read);
    }

    /** What this inspector has to do, the most urgent first; at most {@value #MOST_TASKS}. */
    public List<FieldTask> tasks(Actor inspector) {
        LocalDate today = Market.dayOf(clock.instant());
        Set<String> seen = new HashSet<>();
        List<FieldTask> tasks = new ArrayList<>();
        for (FieldTasks source : taskSources) {
            source.tasksFor(inspector, today, MOST_TASKS).stream()
                    .filter(task -> seen.add(task.id()))
                    .forEach(tasks::add);
        }
        return tasks.stream()
                .sorted(Comparator.comparing(task -> task.dueOn().orElse(LocalDate.MAX)))
                .limit(MOST_TASKS)
                .toList();
    }

    /** What a person has to look at, the oldest first; or what was settled, the newest first. */
    public Page<VisitConflict> conflicts(boolean settled, String cursor, Integer limit) {
        return conflicts.list(settled, cursor, limit);
    }

    /** What did not fit when that record came in, or what another record noticed of it. */
    public List<VisitConflict> conflictsOf(VisitId id) {
        return conflicts.of(id);
    }

    /** A person has looked at it and leaves both records as they are. */
    @Transactional
    public VisitConflict settle(long id, String note, Actor actor) {
        return settle(id, note, false, actor);
    }

    /**
     * A person has looked at it. Both records stay in the file; what has to change is another record.
     *
     * @param replaces that the record takes the place of the other one, which then counts no longer
     * @throws Refused if there is no such conflict, it was settled before, the role may not, the kind of conflict leaves nothing
     *     to replace, or the record is the actor's own
     */
    @Transactional
    public VisitConflict settle(long id, String note, boolean replaces, Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(InspectionRefusal.NOT_YOUR_KIND, "无权处理冲突 (not yours to settle)");
        }
        String why = note == null ? "" : note.strip();
        if (why.isEmpty() || why.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("请写明核对结果，最多" + LONGEST_NOTE + "字 (say what you found)");
        }
        VisitConflict conflict = conflicts
                .find(id)
                .orElseThrow(() ->
                        new Refused(FieldRefusal.CONFLICT_UNKNOWN, "没有编号为%d的冲突 (no such conflict)".formatted(id)));
        Instant now = clock.instant();
        if (!conflicts.settle(id, why, now, actor)) {
            throw new Refused(FieldRefusal.CONFLICT_SETTLED, "该冲突已由他人处理 (somebody has settled it)");
        }
        if (replaces) {
            replace(conflict, now, actor);
        }
        return conflicts.find(id).orElseThrow();
    }

    private void replace(VisitConflict conflict, Instant now, Actor actor) {
        VisitView by = inspections.visit(conflict.visit()).orElseThrow();
        Optional<VisitView> earlier = conflict.other().flatMap(inspections::visit);
        if (!conflict.kind().mayReplace() || earlier.isEmpty()) {
            throw new Refused(FieldRefusal.CONFLICT_KEEPS_BOTH, "这类冲突不能以替换处理 (nothing to replace)");
        }
        if (by.inspector().equals(actor.account())) {
            throw new Refused(FieldRefusal.CONFLICT_OWN, "须由记录人以外的人同意 (somebody else agrees to it)");
        }
        supersede(earlier.get(), by, now, actor);
    }
}
