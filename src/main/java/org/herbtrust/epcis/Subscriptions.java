package org.herbtrust.epcis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.Database;

/**
 * Subscriptions and how far each one has been told.
 *
 * <p>The place of a subscription is in the order of {@code (xact, seq)} below the oldest open transaction, where nothing
 * appears later: so no event is passed over, whoever commits when. What is about to be sent is written down before it is
 * sent, and a repetition, also by another instance after a crash, sends the same events under the same number. An
 * instance holds a subscription by a lease, so that its deliveries are in order and not sent twice at once.
 */
@ApplicationScoped
class Subscriptions {

    /** How long a receiver may take nothing before its subscription is suspended. */
    static final Duration PATIENCE = Duration.ofDays(7);

    static final int MOST_OF_AN_ACCOUNT = 50;

    /** Events in one delivery, unless the receiver has asked for less by a 413. */
    private static final int LARGEST_BATCH = 200;

    /** Longer than a delivery can take, all its time limits together. */
    private static final int LEASE_SECONDS = 60;

    private static final int LONGEST_DESTINATION = 2048;
    private static final int LONGEST_TOKEN = 500;
    private static final int LONGEST_FAILURE = 300;

    /** These shape the answer to one question; a stream has no end that they could count from. */
    private static final Set<String> NOT_FOR_STANDING =
            Set.of("orderBy", "orderDirection", "eventCountLimit", "maxEventCount");

    private static final String COLUMNS = """
            id, query_name, dest, schedule::text, report_if_empty, epc_format, initial_record_time, account, created_at,
            last_notified_at, delivery - 1 as deliveries, failures, last_failure, due_at, suspended_at
            """;

    @Inject
    Database database;

    @Inject
    NamedQueries queries;

    @Inject
    EventStore store;

    @Inject
    Destinations destinations;

    @Inject
    Clock clock;

    /** What somebody asks for. */
    record Wish(
            String dest,
            Optional<String> signatureToken,
            Optional<Schedule> schedule,
            boolean reportIfEmpty,
            Optional<Instant> initialRecordTime,
            EpcFormat format) {}

    /**
     * A subscription that this instance holds and is about to serve.
     *
     * @param told everything up to here has been taken
     * @param sending where the delivery under way ends, if there is one
     * @param newsSince snapshot of the moment of subscribing
     */
    record Held(
            Subscription subscription,
            EventQuery query,
            Optional<String> signatureToken,
            EventSearch.Place told,
            Optional<EventSearch.Place> sending,
            Optional<String> newsSince,
            long delivery,
            int batch,
            UUID lease) {}

    /**
     * What is to be sent now.
     *
     * @param upTo where it ends
     * @param more whether there is still more behind it
     */
    record Delivery(List<CapturedEvent> events, EventSearch.Place upTo, boolean more) {}

    // ---- for people

    @Transactional
    public Subscription subscribe(String queryName, Wish wish, Actor actor) {
        NamedQueries.Named query = queries.get(queryName);
        Instant now = clock.instant();
        check(wish);
        query.query().parameters().keySet().stream()
                .filter(NOT_FOR_STANDING::contains)
                .findFirst()
                .ifPresent(p -> {
                    throw new Refused(
                            Refusal.SUBSCRIPTION,
                            "含" + p + "的查询不能订阅 (a query with this parameter cannot be subscribed to)");
                });
        long kept = database.one(
                        "select count(*) from epcis_subscription where account = ?",
                        row -> row.getLong(1),
                        actor.account())
                .orElseThrow();
        if (kept >= MOST_OF_AN_ACCOUNT) {
            throw new Refused(
                    Refusal.TOO_LARGE,
                    "每个账号最多" + MOST_OF_AN_ACCOUNT + "个订阅 (an account has at most that many subscriptions)");
        }
        Instant due = wish.schedule()
                .map(s -> s.next(now, Market.ZONE)
                        .orElseThrow(() -> refused("/schedule", "没有这样的时刻 (there is no such moment)")))
                .orElse(now);
        UUID id = UUID.randomUUID();
        boolean fromNow = wish.initialRecordTime().isEmpty();
        database.update(
                """
                insert into epcis_subscription (id, query_name, dest, signature_token, schedule, report_if_empty,
                    epc_format, initial_record_time, account, created_at, news_since, told_xact, told_seq, batch, due_at)
                select ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?,
                    case when ? then s.now end, case when ? then pg_snapshot_xmin(s.now) else '0'::xid8 end, 0, ?, ?
                from (select pg_current_snapshot() as now) s
                """,
                id,
                queryName,
                wish.dest(),
                wish.signatureToken().orElse(null),
                wish.schedule().map(s -> Json.write(s.json())).orElse(null),
                wish.reportIfEmpty(),
                wish.format(),
                wish.initialRecordTime().orElse(null),
                actor.account(),
                now,
                fromNow,
                fromNow,
                LARGEST_BATCH,
                due);
        return get(queryName, id, actor);
    }

    private void check(Wish wish) {
        if (wish.dest().length() > LONGEST_DESTINATION) {
            throw refused("/dest", "最长" + LONGEST_DESTINATION + "字符 (too long)");
        }
        destinations.check(wish.dest());
        if (wish.signatureToken().filter(t -> t.length() > LONGEST_TOKEN).isPresent()) {
            throw refused("/signatureToken", "最长" + LONGEST_TOKEN + "字符 (too long)");
        }
        if (wish.schedule().isEmpty() && wish.reportIfEmpty()) {
            throw refused("/reportIfEmpty", "仅用于定时订阅 (for scheduled subscriptions only)");
        }
    }

    List<Subscription> list(String queryName, Actor actor, Optional<UUID> after, int limit) {
        queries.get(queryName);
        boolean all = actor.is(Role.ADMIN, Role.OFFICE);
        return database.query(
                "select " + COLUMNS + """
                from epcis_subscription where query_name = ? and (? or account = ?)
                    and (?::uuid is null or (created_at, id) > (select created_at, id from epcis_subscription where id = ?::uuid))
                order by created_at, id limit ?
                """,
                Subscriptions::subscription,
                queryName,
                all,
                actor.account(),
                after.map(UUID::toString).orElse(null),
                after.map(UUID::toString).orElse(null),
                limit);
    }

    /** @throws Refused if there is none, or it is somebody else's */
    Subscription get(String queryName, UUID id, Actor actor) {
        return database.one(
                        "select " + COLUMNS + " from epcis_subscription where query_name = ? and id = ?",
                        Subscriptions::subscription,
                        queryName,
                        id)
                .filter(s -> actor.is(Role.ADMIN, Role.OFFICE) || s.account().equals(actor.account()))
                .orElseThrow(() -> new Refused(Refusal.NO_SUCH_RESOURCE, "没有该订阅 (no such subscription)"));
    }

    @Transactional
    public void unsubscribe(String queryName, UUID id, Actor actor) {
        database.update(
                "delete from epcis_subscription where id = ?",
                get(queryName, id, actor).id());
    }

    /** Makes a suspended subscription, or one that waits to try again, go on at once where it stopped. */
    @Transactional
    public void resume(String queryName, UUID id, Actor actor) {
        database.update("""
                update epcis_subscription
                set suspended_at = null, failures = 0, failing_since = null, last_failure = null, due_at = now()
                where id = ?
                """, get(queryName, id, actor).id());
    }

    // ---- for whoever delivers

    boolean anyStreams() {
        return database.one(
                        "select exists (select 1 from epcis_subscription where schedule is null and suspended_at is null)",
                        row -> row.getBoolean(1))
                .orElseThrow();
    }

    /** Takes hold of subscriptions that are due, for a minute. Streams are due when something settled is new. */
    @Transactional
    public List<Held> hold(int most) {
        UUID lease = UUID.randomUUID();
        return database.query(
                """
                with due as (
                    select s.id from epcis_subscription s
                    where s.suspended_at is null and s.due_at <= now()
                        and exists (select 1 from account a where a.login = s.account and a.disabled_at is null)
                        and (s.leased_until is null or s.leased_until < now())
                        and (s.schedule is not null or s.sending_xact is not null or exists (
                            select 1 from epcis_event e where (e.xact, e.seq) > (s.told_xact, s.told_seq)
                                and e.xact < pg_snapshot_xmin(pg_current_snapshot())))
                    order by s.due_at limit ? for update of s skip locked
                ), held as (
                    update epcis_subscription s
                    set lease = ?, leased_until = now() + make_interval(secs => ?)
                    from due where s.id = due.id returning s.*
                )
                select h.*, h.delivery - 1 as deliveries, q.parameters::text,
                    q.prefixes::text
                from held h join epcis_query q on q.name = h.query_name
                """,
                row -> new Held(
                        subscription(row),
                        NamedQueries.query(row.getString("parameters"), row.getString("prefixes")),
                        Optional.ofNullable(row.getString("signature_token")),
                        new EventSearch.Place(row.getString("told_xact"), row.getLong("told_seq")),
                        Optional.ofNullable(row.getString("sending_xact"))
                                .map(xact -> new EventSearch.Place(xact, sendingSeq(row))),
                        Optional.ofNullable(row.getString("news_since")),
                        row.getLong("delivery"),
                        row.getInt("batch"),
                        lease),
                most,
                lease,
                LEASE_SECONDS);
    }

    /** Reads what is to be sent and writes down, before anything is sent, where that ends. */
    @Transactional
    public Delivery next(Held held) {
        // everything below is finished, and what comes later gets higher numbers
        EventSearch.Place horizon = new EventSearch.Place(
                database.one("select pg_snapshot_xmin(pg_current_snapshot())::text", row -> row.getString(1))
                        .orElseThrow(),
                0);
        EventSearch.Place end = held.sending().orElse(horizon);
        List<CapturedEvent> found = EventSearch.between(
                held.query(),
                held.told(),
                end,
                held.newsSince(),
                held.subscription().initialRecordTime(),
                held.sending().isPresent() ? LARGEST_BATCH : held.batch() + 1,
                store);
        boolean cut = held.sending().isEmpty() && found.size() > held.batch();
        List<CapturedEvent> events = cut ? List.copyOf(found.subList(0, held.batch())) : found;
        EventSearch.Place upTo = cut ? placeOf(events.get(events.size() - 1).seq()) : end;
        if (held.sending().isEmpty() && !events.isEmpty()) {
            database.update(
                    "update epcis_subscription set sending_xact = ?::xid8, sending_seq = ? where id = ? and lease = ?",
                    upTo.xact(),
                    upTo.seq(),
                    held.subscription().id(),
                    held.lease());
        }
        // how much lay behind a delivery that is repeated is not known any more; a schedule must not fire twice for it
        boolean perhapsMore = held.sending().isPresent()
                && (held.subscription().schedule().isEmpty() || events.size() >= held.batch());
        return new Delivery(events, upTo, cut || perhapsMore);
    }

    private EventSearch.Place placeOf(long seq) {
        return database.one(
                        "select xact::text from epcis_event where seq = ?",
                        row -> new EventSearch.Place(row.getString(1), seq),
                        seq)
                .orElseThrow();
    }

    /** The receiver has it, or there was nothing to send. */
    @Transactional
    public void told(Held held, Delivery delivery, boolean sent) {
        Instant now = clock.instant();
        Instant due = delivery.more()
                ? now
                : held.subscription()
                        .schedule()
                        .flatMap(s -> s.next(now, Market.ZONE))
                        .orElse(now);
        database.update(
                """
                update epcis_subscription
                set told_xact = ?::xid8, told_seq = ?, sending_xact = null, sending_seq = null,
                    delivery = delivery + case when ? then 1 else 0 end,
                    last_notified_at = case when ? then ? else last_notified_at end,
                    due_at = ?, failures = 0, failing_since = null, last_failure = null, lease = null, leased_until = null
                where id = ? and lease = ?
                """,
                delivery.upTo().xact(),
                delivery.upTo().seq(),
                sent,
                sent,
                now,
                due,
                held.subscription().id(),
                held.lease());
    }

    /** The receiver wants less at a time; nothing of it was taken. */
    @Transactional
    public void halve(Held held) {
        database.update("""
                update epcis_subscription
                set batch = greatest(1, batch / 2), sending_xact = null, sending_seq = null, lease = null,
                    leased_until = null
                where id = ? and lease = ?
                """, held.subscription().id(), held.lease());
    }

    /** Not taken: the same again after a while. */
    @Transactional
    public void failed(Held held, String reason, Duration pause) {
        database.update(
                """
                update epcis_subscription
                set failures = failures + 1, failing_since = coalesce(failing_since, now()), last_failure = ?,
                    due_at = now() + make_interval(secs => ?), lease = null, leased_until = null,
                    suspended_at = case when failing_since < now() - make_interval(secs => ?) then now() end
                where id = ? and lease = ?
                """,
                reason.length() > LONGEST_FAILURE ? reason.substring(0, LONGEST_FAILURE) + "…" : reason,
                pause.toMillis() / 1000.0,
                (double) PATIENCE.toSeconds(),
                held.subscription().id(),
                held.lease());
    }

    private static long sendingSeq(ResultSet row) {
        try {
            return row.getLong("sending_seq");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getString("query_name"),
                row.getString("dest"),
                Optional.ofNullable(row.getString("schedule")).map(text -> Schedule.of(Json.stored(text))),
                row.getBoolean("report_if_empty"),
                EpcFormat.valueOf(row.getString("epc_format")),
                Optional.ofNullable(Database.instant(row, "initial_record_time")),
                row.getString("account"),
                Database.instant(row, "created_at"),
                Optional.ofNullable(Database.instant(row, "last_notified_at")),
                row.getLong("deliveries"),
                row.getInt("failures"),
                Optional.ofNullable(row.getString("last_failure")),
                Database.instant(row, "due_at"),
                Optional.ofNullable(Database.instant(row, "suspended_at")));
    }

    private static Refused refused(String pointer, String detail) {
        return new Refused(Refusal.SUBSCRIPTION, pointer + ": " + detail, List.of(new FieldError(pointer, detail)));
    }
}
