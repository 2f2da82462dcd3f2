package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafId;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.platform.Database;

/**
 * How the policy changes: a regulator drafts, everybody in charge can see what would have been otherwise, another person
 * approves, and it counts from a day to come. What stood on a past day never changes.
 */
@ApplicationScoped
public class CreditPolicies {

    /** A policy is some 8,000 characters; ten times that is no policy. */
    private static final int LONGEST = 80_000;

    private static final int SHOWN = 100;

    @Inject
    Policies policies;

    @Inject
    WhatIf whatIf;

    @Inject
    Database database;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    /** The version that counts today. */
    @Transactional
    public PolicyVersion inForce() {
        String version = policies.inForce(today()).version();
        return list().stream()
                .filter(p -> p.version().equals(version)
                        && (p.state() == PolicyVersion.State.SHIPPED || p.state() == PolicyVersion.State.APPROVED))
                .findFirst()
                .orElseThrow();
    }

    /** All that were shipped or drafted, the newest first. */
    @Transactional
    public List<PolicyVersion> list() {
        List<PolicyVersion> all = new ArrayList<>(
                database.query(COLUMNS + "from credit_policy order by id desc limit ?", this::version, SHOWN));
        for (int i = Policies.SHIPPED.size() - 1; i >= 0; i--) {
            String shipped = Policies.SHIPPED.get(i);
            byte[] bytes = Policies.file(shipped).orElseThrow();
            Policy policy = PolicyFile.read(shipped, bytes);
            all.add(new PolicyVersion(
                    Optional.empty(),
                    policy.version(),
                    policy.sha256(),
                    policy.validFrom(),
                    PolicyVersion.State.SHIPPED,
                    new String(bytes, StandardCharsets.UTF_8),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    ledger.indexOf(LeafKind.POLICY, policy.version())));
        }
        return List.copyOf(all);
    }

    @Transactional
    public PolicyVersion get(PolicyDraftId id) {
        return find(id);
    }

    /**
     * Keeps a draft. The same text twice is one draft.
     *
     * @param file the whole policy as YAML
     * @throws Refused naming the line and the reason if it cannot be read, if its version is taken or if it would change what
     *     stood on a past day; the version in force stays as it is
     */
    @Transactional
    public PolicyVersion draft(String file, Actor actor) {
        requireRegulator(actor);
        if (file == null || file.isBlank() || file.length() > LONGEST) {
            throw new Refused(
                    CreditRefusal.POLICY_MALFORMED, "规则应为1到%d个字符 (1 to %d characters)".formatted(LONGEST, LONGEST));
        }
        String text = file.replace("\r\n", "\n").strip() + "\n";
        Policy policy = read(text);
        requireFree(policy);
        Optional<Long> id = database.one(
                """
                insert into credit_policy (version, file, sha256, valid_from, drafted_by, drafted_at)
                values (?, ?, ?, ?, ?, ?) on conflict (sha256) do nothing returning id
                """,
                row -> row.getLong(1),
                policy.version(),
                text,
                policy.sha256(),
                policy.validFrom(),
                actor.account(),
                clock.instant());
        return id.map(PolicyDraftId::new).map(this::find).orElseGet(() -> database.one(
                        COLUMNS + "from credit_policy where sha256 = ?", this::version, policy.sha256())
                .orElseThrow());
    }

    /**
     * Puts a draft in force from the day that it names.
     *
     * @param sha256 of the text that the second person has read
     * @throws Refused by the one who drafted it, if another text was read, or once its first day has come
     */
    @Transactional
    public PolicyVersion approve(PolicyDraftId id, String sha256, Actor actor) {
        requireRegulator(actor);
        database.query("select 1 from credit_policy where id = ? for update", row -> true, id.value());
        PolicyVersion draft = find(id);
        if (draft.state() != PolicyVersion.State.DRAFT) {
            throw new Refused(
                    CreditRefusal.POLICY_DECIDED,
                    "草案%s%s (decided already)"
                            .formatted(id, draft.state().title().zh()));
        }
        if (draft.draftedBy().equals(Optional.of(actor.account()))) {
            throw new Refused(CreditRefusal.POLICY_FOUR_EYES, "须由起草人以外的另一名监管人员批准 (a second person approves)");
        }
        if (!draft.sha256().equals(sha256)) {
            throw new Refused(CreditRefusal.POLICY_MOVED, "请重新阅读草案后批准 (read the draft again)");
        }
        requireFree(read(draft.file()));
        LeafId leaf =
                ledger.append(LeafKind.POLICY, draft.version(), HexFormat.of().parseHex(draft.sha256()));
        database.update(
                "update credit_policy set approved_by = ?, approved_at = ?, leaf_id = ? where id = ?",
                actor.account(),
                clock.instant(),
                leaf.value(),
                id.value());
        policies.changed();
        return find(id);
    }

    /** Takes a draft back; it can't be approved any more. */
    @Transactional
    public PolicyVersion withdraw(PolicyDraftId id, Actor actor) {
        requireRegulator(actor);
        find(id);
        int done = database.update(
                "update credit_policy set withdrawn_at = ? where id = ? and approved_at is null and withdrawn_at is null",
                clock.instant(),
                id.value());
        if (done == 0) {
            throw new Refused(CreditRefusal.POLICY_DECIDED, "草案%s已有结论 (decided already)".formatted(id));
        }
        return find(id);
    }

    /** Starts looking at what the draft would have changed over the last twelve months; {@link #whatIf} tells how far it is. */
    public WhatIfView startWhatIf(PolicyDraftId id, Actor actor) {
        requireRegulator(actor);
        return whatIf.start(get(id), actor);
    }

    /** The last what-if of a draft. */
    @Transactional
    public Optional<WhatIfView> whatIf(PolicyDraftId id) {
        find(id);
        return whatIf.last(id);
    }

    /** Puts the hash of each shipped version on the ledger, once. */
    @Transactional
    void logShipped() {
        for (PolicyVersion v : list()) {
            if (v.state() == PolicyVersion.State.SHIPPED && v.logIndex().isEmpty()) {
                ledger.append(LeafKind.POLICY, v.version(), HexFormat.of().parseHex(v.sha256()));
            }
        }
    }

    private static Policy read(String text) {
        try {
            return PolicyFile.read("policy", text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new Refused(CreditRefusal.POLICY_MALFORMED, malformed.getMessage());
        }
    }

    private void requireFree(Policy policy) {
        if (!policy.version().matches("credit-\\d{1,3}\\.\\d{1,3}")) {
            throw new Refused(
                    CreditRefusal.POLICY_MALFORMED,
                    "policy line 1: version形如credit-1.1 (looks like credit-1.1): " + policy.version());
        }
        if (policies.bytes(policy.version()).isPresent()) {
            throw new Refused(CreditRefusal.POLICY_VERSION_TAKEN, "版本%s已存在 (taken)".formatted(policy.version()));
        }
        if (!policy.validFrom().isAfter(today())) {
            throw new Refused(
                    CreditRefusal.POLICY_NOT_AHEAD,
                    "validFrom %s须晚于今天 (must be after today)".formatted(policy.validFrom()));
        }
    }

    private static void requireRegulator(Actor actor) {
        if (!actor.is(Role.REGULATOR)) {
            throw new Refused(CreditRefusal.POLICY_NOT_YOURS, "规则由监管人员起草和批准 (regulators draft and approve)");
        }
    }

    private PolicyVersion find(PolicyDraftId id) {
        return database.one(COLUMNS + "from credit_policy where id = ?", this::version, id.value())
                .orElseThrow(() -> new Refused(CreditRefusal.UNKNOWN_POLICY, "没有草案%s (no such draft)".formatted(id)));
    }

    private static final String COLUMNS = """
            select id, version, sha256, valid_from, file, drafted_by, drafted_at, approved_by, approved_at, leaf_id,
                   withdrawn_at
            """;

    private PolicyVersion version(ResultSet row) throws SQLException {
        Optional<Instant> approved = instant(row.getTimestamp(9));
        long leaf = row.getLong(10);
        boolean logged = !row.wasNull();
        return new PolicyVersion(
                Optional.of(new PolicyDraftId(row.getLong(1))),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                approved.isPresent()
                        ? PolicyVersion.State.APPROVED
                        : row.getTimestamp(11) == null ? PolicyVersion.State.DRAFT : PolicyVersion.State.WITHDRAWN,
                row.getString(5),
                Optional.of(row.getString(6)),
                instant(row.getTimestamp(7)),
                Optional.ofNullable(row.getString(8)),
                approved,
                logged ? ledger.indexOf(new LeafId(leaf)) : Optional.empty());
    }

    private static Optional<Instant> instant(Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
