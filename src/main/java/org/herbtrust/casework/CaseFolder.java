package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.FileKind;
import org.herbtrust.platform.StoredFile;

/**
 * The files of a case: evidence that somebody put in, and the documents that were made. Nothing here is public, but for a
 * document whose step says so. Who may read what: officials all; inspectors what they work on; the party its own documents
 * and what it filed itself.
 */
@ApplicationScoped
public class CaseFolder {

    /** A telephone's photograph or some scanned pages. */
    public static final int LARGEST = 5 * 1024 * 1024;

    /** More than any case has had on paper; a limit so that nobody fills the disk. */
    static final int MOST_FILES = 40;

    private static final Set<FileKind> ACCEPTED = EnumSet.of(FileKind.JPEG, FileKind.PNG, FileKind.PDF);

    @Inject
    CaseFiles files;

    @Inject
    Database database;

    @Inject
    Evidence evidence;

    @Inject
    Clock clock;

    /**
     * A file of a case, without its bytes.
     *
     * @param name as whoever brought it called it
     * @param forParty whether the party may read it though an official filed it
     */
    public record Filed(
            long id,
            EvidenceKind kind,
            String name,
            String sha256,
            Instant addedAt,
            String login,
            String byName,
            boolean byParty,
            boolean forParty) {}

    /** Bytes with what they are. */
    public static final class Content {
        private final String name;
        private final String mediaType;
        private final byte[] bytes;

        Content(String name, String mediaType, byte[] bytes) {
            this.name = name;
            this.mediaType = mediaType;
            this.bytes = bytes;
        }

        public String name() {
            return name;
        }

        public String mediaType() {
            return mediaType;
        }

        /** The caller's own copy: nobody else gets this array. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /**
     * Puts a file into a case that is not over; the same bytes twice are one file.
     *
     * @param forParty for what officials file: whether the party may read it
     * @throws Refused for a file that is too large or of another kind than JPEG, PNG and PDF, and for somebody else's case
     */
    @Transactional
    public Filed add(CaseId id, EvidenceKind kind, String name, byte[] content, boolean forParty, Actor actor) {
        CaseFiles.Row row = files.locked(id).orElseThrow(() -> CaseEngine.unknown(id));
        CaseEngine.own(row.merchant(), actor);
        worksOn(row, actor);
        if (row.state().isOver()) {
            throw new Refused(
                    CaseworkRefusal.ILLEGAL_STEP, "案件已结束，不能再补充材料 (the case is over, nothing can be filed any more)");
        }
        String called = name == null ? "" : name.strip().replaceAll("[\\p{Cntrl}/\\\\]", "_");
        if (kind == null || called.isEmpty() || called.length() > 200) {
            throw new IllegalArgumentException("请填写材料种类和文件名，最多200字 (kind and name are needed)");
        }
        List<Filed> there = all(id);
        if (there.size() >= MOST_FILES) {
            throw new Refused(CaseworkRefusal.TOO_MANY_FILES, "每个案件最多%d份材料 (at most %1$d files)".formatted(MOST_FILES));
        }
        StoredFile stored = evidence.keep(content, ACCEPTED, LARGEST, actor);
        boolean byParty = actor.merchant().isPresent();
        database.update(
                """
                insert into case_evidence (case_id, kind, name, sha256, added_at, login, by_name, by_party, for_party)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (case_id, kind, sha256) do nothing
                """,
                id.value(),
                kind,
                called,
                stored.sha256(),
                clock.instant(),
                actor.account(),
                actor.name(),
                byParty,
                byParty || forParty);
        return all(id).stream()
                .filter(f -> f.kind() == kind && f.sha256().equals(stored.sha256()))
                .findFirst()
                .orElseThrow();
    }

    /** The files of a case that the actor may read, oldest first. */
    @Transactional
    public List<Filed> list(CaseId id, Actor actor) {
        CaseFiles.Row row = files.find(id).orElseThrow(() -> CaseEngine.unknown(id));
        CaseEngine.own(row.merchant(), actor);
        worksOn(row, actor);
        return all(id).stream().filter(f -> mayRead(f, actor)).toList();
    }

    /** The bytes of a file. */
    @Transactional
    public Content read(CaseId id, long file, Actor actor) {
        Filed filed =
                list(id, actor).stream().filter(f -> f.id() == file).findFirst().orElseThrow(() -> unknownFile(id));
        StoredFile stored = evidence.find(filed.sha256()).orElseThrow(() -> unknownFile(id));
        byte[] bytes = evidence.read(filed.sha256()).orElseThrow(() -> unknownFile(id));
        return new Content(filed.name(), stored.kind().mediaType(), bytes);
    }

    /**
     * A document as it was made.
     *
     * @param actor null for the public, which gets what is addressed to everybody
     */
    @Transactional
    public Content document(CaseId id, long document, Actor actor) {
        CaseFiles.Row row = files.find(id).orElseThrow(() -> CaseEngine.unknown(id));
        CaseView.Document found = files.documents(id).stream()
                .filter(d -> d.id() == document && d.pdf())
                .findFirst()
                .orElseThrow(() -> unknownFile(id));
        if (actor == null) {
            // a notice is public while it runs
            if (found.audience() != Casebook.Audience.PUBLIC || row.state() != CaseState.POSTED) {
                throw new Refused(CaseworkRefusal.NOT_YOUR_FILE, "该文书不公开 (this document is not public)");
            }
        } else if (found.audience() != Casebook.Audience.PUBLIC) {
            CaseEngine.own(row.merchant(), actor);
            worksOn(row, actor);
            if (actor.merchant().isPresent() && found.audience() != Casebook.Audience.PARTY) {
                throw new Refused(CaseworkRefusal.NOT_YOUR_FILE, "内部文书不对外提供 (a document for officials only)");
            }
        }
        byte[] bytes = evidence.read(found.sha256()).orElseThrow(() -> unknownFile(id));
        return new Content(found.number() + " " + found.title() + ".pdf", FileKind.PDF.mediaType(), bytes);
    }

    /** Which kinds of evidence are in a case. */
    Set<EvidenceKind> kinds(CaseId id) {
        return all(id).stream().map(Filed::kind).collect(Collectors.toUnmodifiableSet());
    }

    /** For the documents that list what was filed. */
    String titles(CaseId id) {
        List<Filed> there = all(id);
        return there.isEmpty()
                ? "无"
                : there.stream()
                        .map(f -> f.kind().title().zh() + "（" + f.name() + "）")
                        .collect(Collectors.joining("、"));
    }

    /** Inspectors see the cases that they took a step in, and the corrections that they are to verify. */
    void worksOn(CaseFiles.Row row, Actor actor) {
        if (actor.role() != Role.INSPECTOR) {
            return;
        }
        boolean took = row.procedure() == ProcedureKind.WARNING
                || files.moves(row.id()).stream().anyMatch(m -> m.login().equals(actor.account()));
        if (!took) {
            throw new Refused(CaseworkRefusal.NOT_YOUR_FILE, "只能查看本人参与办理的案件 (only cases that you work on)");
        }
    }

    private static boolean mayRead(Filed file, Actor actor) {
        return actor.merchant().isEmpty() || file.byParty() || file.forParty();
    }

    private List<Filed> all(CaseId id) {
        return database.query(
                """
                select id, kind, name, sha256, added_at, login, by_name, by_party, for_party
                from case_evidence where case_id = ? order by id
                """,
                row -> new Filed(
                        row.getLong(1),
                        EvidenceKind.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6),
                        row.getString(7),
                        row.getBoolean(8),
                        row.getBoolean(9)),
                id.value());
    }

    private static Refused unknownFile(CaseId id) {
        return new Refused(CaseworkRefusal.UNKNOWN_FILE, "案件%s中没有这份材料 (no such file in this case)".formatted(id));
    }
}
