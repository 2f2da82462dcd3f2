package org.herbtrust.epcis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.herbtrust.kernel.Role;
import org.jboss.logging.Logger;

/**
 * Documents on their way into the repository. The document and its job are stored before the sender is told 202, so that
 * a job survives a crash: it belongs to one instance for as long as that renews its lease, then another one takes it up,
 * and what had been captured is found there already. So every event of an accepted document gets its verdict.
 */
@ApplicationScoped
class CaptureJobs {

    private static final Logger LOG = Logger.getLogger(CaptureJobs.class);
    private static final int CHUNK = 500;
    private static final int MOST_ERRORS = 200;

    /** Of all events of a job together. */
    private static final int MOST_FIELD_ERRORS = 2_000;

    /** Of each job in a list. */
    private static final int MOST_ERRORS_IN_LIST = 10;

    private static final int LONGEST_TRANSACTION_SECONDS = 300;

    /** A connection that broke or a deadlock is worth another try; what fails thrice fails for a reason. */
    private static final int MOST_TRIES = 3;

    /** A document whose capture ended the whole process this often is given up, lest it do so for ever. */
    private static final int MOST_STARTS = 5;

    /** Each finds room for what the one before brought; a document that needs more was made to. */
    private static final int MOST_PASSES = 20;

    private static final int LEASE_SECONDS = 20;

    /** How many bytes of documents are unfolded in memory at once, over all senders; one of the largest takes half. */
    private static final int MOST_BYTES_AT_ONCE = 2 * EpcisDocument.MOST_BYTES;

    private static final int LONGEST_WAIT_SECONDS = 30;

    /** Nobody waits at the other end, and there is another round soon. */
    private static final int LONGEST_WAIT_OF_ORPHANS_SECONDS = 3;

    @Inject
    AgroalDataSource database;

    @Inject
    EventStore store;

    @Inject
    VocabularyStore vocabularies;

    @Inject
    Documents documents;

    @Inject
    Event<EventsCaptured> captured;

    @Inject
    Clock clock;

    @Inject
    CaptureJobs self;

    /** Jobs of this instance, whose leases it renews. */
    private final Set<UUID> mine = ConcurrentHashMap.newKeySet();

    private final Semaphore room = new Semaphore(MOST_BYTES_AT_ONCE, true);

    // Two at a time keep both cores busy; a longer queue would only make senders wait in silence.
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            2,
            2,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(64),
            work -> {
                Thread thread = new Thread(work, "epcis-capture");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());

    /**
     * A document that is stored and whose events are read.
     *
     * @param bytes of room that it takes until it is processed
     */
    record Accepted(
            UUID job,
            long documentId,
            ErrorBehaviour behaviour,
            Actor actor,
            List<EventStore.Pointed> events,
            MasterData masterData,
            int bytes) {}

    /** Says to the other instances that the jobs of this one are in good hands. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keep() {
        if (mine.isEmpty()) {
            return;
        }
        try {
            store.update(
                    "update epcis_capture_job set leased_until = now() + make_interval(secs => ?) where id = any (?::uuid[])",
                    List.of(LEASE_SECONDS, own()));
        } catch (RuntimeException databaseAway) {
            LOG.warnf("leases of capture jobs cannot be renewed now: %s", databaseAway.getMessage());
        }
    }

    private List<String> own() {
        return mine.stream().map(UUID::toString).toList();
    }

    /**
     * Takes up the jobs that nobody holds any more: their instance was killed, or lost its database before it could tell
     * the verdict.
     */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void takeUpAgain() {
        try {
            List<Orphan> orphans = orphans();
            orphans.forEach(
                    orphan -> mine.add(orphan.job())); // before anybody waits, or their leases run out meanwhile
            for (Orphan orphan : orphans) {
                LOG.infof("capture job %s is taken up again", orphan.job());
                if (orphan.starts() > MOST_STARTS) {
                    mine.remove(orphan.job());
                    giveUp(orphan.job());
                } else {
                    run(orphan.job());
                }
            }
        } catch (RuntimeException databaseAway) {
            LOG.warnf("capture jobs cannot be taken up now: %s", databaseAway.getMessage());
        }
    }

    private record Orphan(UUID job, int starts) {}

    private List<Orphan> orphans() {
        return QuarkusTransaction.requiringNew().call(() -> store.texts("""
                        update epcis_capture_job set leased_until = now() + make_interval(secs => ?), starts = starts + 1
                        where id in (
                            select id from epcis_capture_job
                            where finished_at is null and (leased_until is null or leased_until < now())
                              and id <> all (?::uuid[]) -- one's own are only late with their lease
                            order by created_at limit 4 for update skip locked)
                        returning id::text || ' ' || starts
                        """, List.of(LEASE_SECONDS, own())).stream()
                .map(row -> new Orphan(UUID.fromString(row.substring(0, 36)), Integer.parseInt(row.substring(37))))
                .toList());
    }

    void stop(@Observes ShutdownEvent stop) {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.info("unfinished capture jobs are taken up again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void submit(Accepted accepted) {
        workers.execute(() -> self.process(accepted));
    }

    private void run(UUID job) {
        try {
            submit(load(job));
        } catch (Refused refused) {
            mine.remove(job);
            if (refused.reason() == Refusal.BUSY) {
                leave(job); // it was accepted once: that the house is full now is no verdict
            } else {
                finish(job, false, 0, List.of(problem(refused, "")));
            }
        } catch (RuntimeException e) {
            mine.remove(job);
            LOG.errorf(e, "capture job %s cannot be taken up again", job);
        }
    }

    /** For the next round of taking up, here or elsewhere, as if it had not been touched. */
    private void leave(UUID job) {
        QuarkusTransaction.requiringNew()
                .run(() -> store.update(
                        "update epcis_capture_job set leased_until = null, starts = starts - 1 where id = ?",
                        List.of(job)));
    }

    /**
     * Reads, checks and stores the document, not yet its events.
     *
     * @throws Refused if the document as such is wrong, or one of its events and the sender wants all or nothing
     */
    Accepted accept(byte[] bytes, MediaKind kind, ErrorBehaviour behaviour, Actor actor) {
        EpcisDocument.checkSize(bytes.length);
        takeRoom(bytes.length, LONGEST_WAIT_SECONDS);
        try {
            EpcisDocument document = EpcisDocument.forCapture(bytes, kind);
            List<EventStore.Pointed> events = events(document);
            if (behaviour == ErrorBehaviour.ROLLBACK) {
                List<FieldError> errors = events.stream()
                        .flatMap(e -> e.reading().errors().stream())
                        .limit(MOST_ERRORS)
                        .toList();
                if (!errors.isEmpty()) {
                    throw new Refused(Refusal.INVALID, "文档中有无效事件，全部未采集 (invalid events; nothing was captured)", errors);
                }
            }
            Instant now = clock.instant();
            UUID job = UUID.randomUUID();
            long documentId = QuarkusTransaction.requiringNew()
                    .call(() -> insert(job, bytes, kind, behaviour, actor, events.size(), now));
            mine.add(job);
            return new Accepted(job, documentId, behaviour, actor, events, document.masterData(), bytes.length);
        } catch (RuntimeException notAccepted) {
            leaveRoom(bytes.length);
            throw notAccepted;
        }
    }

    /** Whoever sends waits here until earlier documents are done, so that no crowd of senders can fill the memory. */
    void takeRoom(int bytes, int longestWaitSeconds) {
        try {
            if (!room.tryAcquire(bytes, longestWaitSeconds, TimeUnit.SECONDS)) {
                throw new Refused(Refusal.BUSY, "采集繁忙，请稍后重新发送 (too many documents at once; send it again later)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Refusal.BUSY, "正在停机，请稍后重新发送 (shutting down; send it again later)");
        }
    }

    void leaveRoom(int bytes) {
        room.release(bytes);
    }

    @ActivateRequestContext
    void process(Accepted accepted) {
        try {
            for (int tries = 1; !attempt(accepted, tries); tries++) {
                Thread.sleep(200L * tries * tries);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // another start goes on with it
        } finally {
            mine.remove(accepted.job());
            leaveRoom(accepted.bytes());
        }
    }

    private boolean attempt(Accepted accepted, int tries) {
        try {
            if (accepted.behaviour() == ErrorBehaviour.ROLLBACK) {
                allOrNothing(accepted);
            } else {
                eachForItself(accepted);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "capture job %s failed, try %d of %d", accepted.job(), tries, MOST_TRIES);
            if (tries < MOST_TRIES) {
                return false;
            }
            tellFailure(accepted.job());
            return true;
        }
    }

    /** Without a database not even that can be told: then the lease runs out, and the job is taken up again. */
    private void tellFailure(UUID job) {
        try {
            giveUp(job);
        } catch (RuntimeException databaseAway) {
            LOG.errorf("capture job %s is left to be taken up again: %s", job, databaseAway.getMessage());
        }
    }

    private void allOrNothing(Accepted accepted) {
        try {
            QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_TRANSACTION_SECONDS)
                    .run(() -> {
                        insertAll(accepted.events(), accepted);
                        vocabularies.put(accepted.masterData(), accepted.documentId());
                        updateJob(accepted.job(), true, accepted.events().size(), List.of());
                    });
        } catch (Refused | IllegalArgumentException refused) {
            finish(accepted.job(), false, 0, List.of(verdict(refused, "")));
        }
    }

    /**
     * In the order in which things happened, not in that of the document: what an event rests on should be there before it.
     * What is refused all the same may have come before its time, so it is asked again for as long as that helps somebody.
     */
    private void eachForItself(Accepted accepted) {
        List<EventStore.Pointed> waiting = accepted.events().stream()
                .filter(p -> p.reading().errors().isEmpty())
                .sorted(Comparator.comparing(
                        p -> p.reading().event().orElseThrow().eventTime()))
                .toList();
        int valid = waiting.size();
        Map<String, CaptureJob.Problem> refused = new HashMap<>();
        int before = Integer.MAX_VALUE;
        for (int pass = 0; pass < MOST_PASSES && !waiting.isEmpty() && waiting.size() < before; pass++) {
            before = waiting.size();
            refused.clear();
            for (int i = 0; i < before; i += CHUNK) {
                asMuchAsMayBe(waiting.subList(i, Math.min(before, i + CHUNK)), accepted, refused);
            }
            waiting = waiting.stream()
                    .filter(p -> refused.containsKey(p.pointer()))
                    .toList();
        }
        int captured = valid - refused.size();
        List<CaptureJob.Problem> problems = accepted.events().stream()
                .flatMap(p -> p.reading().errors().isEmpty()
                        ? Stream.ofNullable(refused.get(p.pointer()))
                        : Stream.of(problem(
                                new Refused(
                                        Refusal.INVALID,
                                        "事件无效 (invalid event)",
                                        p.reading().errors()),
                                p.pointer())))
                .toList();
        QuarkusTransaction.requiringNew().run(() -> {
            vocabularies.put(accepted.masterData(), accepted.documentId());
            updateJob(accepted.job(), problems.isEmpty(), captured, problems);
        });
    }

    /** Together if they can be; else in halves, so that one that cannot costs a few transactions and not five hundred. */
    private void asMuchAsMayBe(
            List<EventStore.Pointed> events, Accepted accepted, Map<String, CaptureJob.Problem> refused) {
        try {
            inOneTransaction(events, accepted);
        } catch (RuntimeException oneOfThem) {
            if (databaseAway(oneOfThem)) {
                throw oneOfThem;
            }
            if (events.size() == 1) {
                String pointer = events.get(0).pointer();
                refused.put(pointer, verdict(oneOfThem, pointer));
                return;
            }
            int half = events.size() / 2;
            asMuchAsMayBe(events.subList(0, half), accepted, refused);
            asMuchAsMayBe(events.subList(half, events.size()), accepted, refused);
        }
    }

    /** Whether the next event would fare no better: then the job waits and begins again, and no event is to blame. */
    private static boolean databaseAway(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState(); // none where no connection was to be had
                return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
            }
        }
        return false;
    }

    private static CaptureJob.Problem verdict(RuntimeException failed, String pointer) {
        if (failed instanceof Refused refused) {
            return problem(refused, pointer);
        }
        if (failed instanceof IllegalArgumentException) {
            return problem(new Refused(Refusal.INVALID, failed.getMessage()), pointer);
        }
        LOG.errorf(failed, "the event at %s cannot be captured", pointer);
        return internal(pointer);
    }

    private void inOneTransaction(List<EventStore.Pointed> events, Accepted accepted) {
        QuarkusTransaction.requiringNew().timeout(LONGEST_TRANSACTION_SECONDS).run(() -> insertAll(events, accepted));
    }

    private void insertAll(List<EventStore.Pointed> events, Accepted accepted) {
        Instant now = clock.instant();
        List<CapturedEvent> fresh = new ArrayList<>();
        for (int i = 0; i < events.size(); i += CHUNK) {
            store
                    .insert(
                            events.subList(i, Math.min(events.size(), i + CHUNK)),
                            Optional.of(accepted.documentId()),
                            accepted.actor(),
                            now)
                    .stream()
                    .filter(CapturedEvent::fresh)
                    .forEach(fresh::add);
        }
        if (!fresh.isEmpty()) {
            captured.fire(new EventsCaptured(List.copyOf(fresh), accepted.actor()));
        }
    }

    private static List<EventStore.Pointed> events(EpcisDocument document) {
        List<EventStore.Pointed> events = new ArrayList<>(document.events().size());
        for (int i = 0; i < document.events().size(); i++) {
            String pointer = document.pointerOf(i);
            EventReading reading = EventReading.of(document.events().get(i), document.namespaces(), pointer);
            events.add(new EventStore.Pointed(reading.with(document.placed(i, reading.errors())), pointer));
        }
        return List.copyOf(events);
    }

    private static CaptureJob.Problem problem(Refused refused, String pointer) {
        List<FieldError> errors = refused.errors();
        return new CaptureJob.Problem(
                "/problems/" + refused.reason().code(),
                refused.reason().title().zh() + " " + refused.reason().title().en(),
                refused.reason().status(),
                refused.getMessage(),
                pointer,
                errors.size() > MOST_ERRORS ? errors.subList(0, MOST_ERRORS) : errors);
    }

    private static CaptureJob.Problem internal(String pointer) {
        return new CaptureJob.Problem(
                "/problems/internal",
                "系统出错 Internal error",
                500,
                "请稍后重新采集 (capture it again later)",
                pointer,
                List.of());
    }

    /** What of the document was captured before is there, and is counted. */
    private void giveUp(UUID job) {
        long there = store.count(
                "select count(*) from epcis_event where document_id = (select document_id from epcis_capture_job where id = ?)",
                List.of(job));
        finish(job, false, Math.toIntExact(there), List.of(internal("")));
    }

    private void finish(UUID job, boolean success, int done, List<CaptureJob.Problem> problems) {
        QuarkusTransaction.requiringNew().run(() -> updateJob(job, success, done, problems));
    }

    private void updateJob(UUID job, boolean success, int done, List<CaptureJob.Problem> problems) {
        ArrayNode errors = Json.MAPPER.createArrayNode();
        int told = 0;
        for (CaptureJob.Problem p : problems) {
            // of ten thousand events with fifty faults each the first tell what is wrong; each keeps its verdict
            ObjectNode problem = json(p);
            if (told > MOST_FIELD_ERRORS) {
                problem.putArray("errors");
            }
            told += p.errors().size();
            errors.add(problem);
        }
        store.update("""
                update epcis_capture_job set finished_at = ?, success = ?, captured = ?, errors = ?::jsonb
                where id = ? and finished_at is null
                """, List.of(clock.instant(), success, done, errors, job));
    }

    static ObjectNode json(CaptureJob.Problem p) {
        ObjectNode node = Json.object();
        node.put("type", p.type())
                .put("title", p.title())
                .put("status", p.status())
                .put("detail", p.detail())
                .put("pointer", p.pointer());
        ArrayNode errors = node.putArray("errors");
        p.errors().forEach(e -> errors.addObject().put("pointer", e.pointer()).put("detail", e.detail()));
        return node;
    }

    private long insert(
            UUID job, byte[] bytes, MediaKind kind, ErrorBehaviour behaviour, Actor actor, int events, Instant now) {
        long id = documents.put(bytes, kind, actor, now);
        try (Connection c = database.getConnection()) {
            try (PreparedStatement s = c.prepareStatement("""
                    insert into epcis_capture_job (id, document_id, behaviour, account, account_name, role, merchant, events,
                        created_at, starts, leased_until)
                    values (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, 1, now() + make_interval(secs => ?))
                    """)) {
                EventStore.bind(
                        c,
                        s,
                        List.of(
                                job,
                                id,
                                behaviour.name(),
                                actor.account(),
                                actor.name(),
                                actor.role().name(),
                                actor.merchant().map(MerchantId::toString).orElse(""),
                                events,
                                now,
                                LEASE_SECONDS));
                s.executeUpdate();
            }
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Accepted load(UUID job) {
        try (Connection c = database.getConnection();
                PreparedStatement s = c.prepareStatement("""
                        select d.id, d.bytes, d.media, j.behaviour, j.account, j.account_name, j.role, j.merchant
                        from epcis_capture_job j join epcis_document d on d.id = j.document_id where j.id = ?
                        """)) {
            s.setObject(1, job);
            try (ResultSet r = s.executeQuery()) {
                if (!r.next()) {
                    throw new IllegalStateException("no capture job " + job);
                }
                Actor actor = new Actor(
                        r.getString(5),
                        r.getString(6),
                        Role.valueOf(r.getString(7)),
                        Optional.ofNullable(r.getString(8)).map(MerchantId::fromString));
                byte[] bytes = r.getBytes(2);
                takeRoom(bytes.length, LONGEST_WAIT_OF_ORPHANS_SECONDS);
                try {
                    EpcisDocument document = EpcisDocument.forCapture(bytes, MediaKind.valueOf(r.getString(3)));
                    return new Accepted(
                            job,
                            r.getLong(1),
                            ErrorBehaviour.valueOf(r.getString(4)),
                            actor,
                            events(document),
                            document.masterData(),
                            bytes.length);
                } catch (RuntimeException unreadable) {
                    leaveRoom(bytes.length);
                    throw unreadable;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<CaptureJob> find(UUID id) {
        return select("errors", "where id = ?", List.of(id)).stream().findFirst();
    }

    /** Whose job it is. */
    Optional<String> accountOf(UUID id) {
        return store.texts("select account from epcis_capture_job where id = ?", List.of(id)).stream()
                .findFirst();
    }

    /** The latest first, each with its first errors; all are told of a job alone. */
    List<CaptureJob> list(Optional<String> account, Optional<UUID> after, int limit) {
        List<Object> arguments = new ArrayList<>();
        String where = "where true";
        if (account.isPresent()) {
            where += " and account = ?";
            arguments.add(account.get());
        }
        if (after.isPresent()) {
            where += " and (created_at, id) < (select created_at, id from epcis_capture_job where id = ?)";
            arguments.add(after.get());
        }
        arguments.add(limit);
        return select(
                "jsonb_path_query_array(errors, '$[0 to " + (MOST_ERRORS_IN_LIST - 1) + "]')",
                where + " order by created_at desc, id desc limit ?",
                arguments);
    }

    private List<CaptureJob> select(String errors, String tail, List<Object> arguments) {
        List<CaptureJob> jobs = new ArrayList<>();
        try (Connection c = database.getConnection();
                PreparedStatement s =
                        c.prepareStatement("select id, finished_at, success, behaviour, created_at, events, captured, ("
                                + errors + ")::text" + " from epcis_capture_job " + tail)) {
            EventStore.bind(c, s, arguments);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    OffsetDateTime finished = r.getObject(2, OffsetDateTime.class);
                    jobs.add(new CaptureJob(
                            r.getObject(1, UUID.class),
                            finished == null,
                            finished == null || r.getBoolean(3),
                            ErrorBehaviour.valueOf(r.getString(4)),
                            r.getObject(5, OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(finished).map(OffsetDateTime::toInstant),
                            r.getInt(6),
                            r.getInt(7),
                            problems(r.getString(8))));
                }
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return jobs;
    }

    private static List<CaptureJob.Problem> problems(String json) throws JsonProcessingException {
        List<CaptureJob.Problem> problems = new ArrayList<>();
        for (JsonNode p : Json.MAPPER.readTree(json)) {
            List<FieldError> errors = new ArrayList<>();
            p.path("errors")
                    .forEach(e -> errors.add(new FieldError(
                            e.path("pointer").asText(), e.path("detail").asText())));
            problems.add(new CaptureJob.Problem(
                    p.path("type").asText(),
                    p.path("title").asText(),
                    p.path("status").asInt(),
                    p.path("detail").asText(),
                    p.path("pointer").asText(),
                    List.copyOf(errors)));
        }
        return List.copyOf(problems);
    }

    /** How the standard's headers and jobs spell a behaviour; empty means rollback. */
    static ErrorBehaviour behaviour(String header) {
        if (header == null || header.isBlank()) {
            return ErrorBehaviour.ROLLBACK;
        }
        for (ErrorBehaviour b : ErrorBehaviour.values()) {
            if (b.word().equals(header.strip().toLowerCase(Locale.ROOT))) {
                return b;
            }
        }
        throw new Refused(
                Refusal.INVALID, "GS1-Capture-Error-Behaviour须为rollback或proceed (rollback or proceed): " + header);
    }
}
