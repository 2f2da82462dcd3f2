package org.herbtrust.platform;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;

/**
 * The people who may sign in, their sessions and their tokens for machines. Passwords are kept as bcrypt, sessions and
 * tokens as SHA-256 of 256 random bits: the database alone signs nobody in.
 */
@ApplicationScoped
public class Accounts {

    /** A session ends after this time, however busy it is: a market day and a night. */
    public static final Duration SESSION_LENGTH = Duration.ofHours(24);

    /** After so many wrong passwords in a row an account rests for {@link #REST}. */
    static final int WRONG_PASSWORDS = 10;

    static final Duration REST = Duration.ofMinutes(5);

    private static final int SHORTEST_PASSWORD = 10;
    private static final String NOBODY = BcryptUtil.bcryptHash("nobody has this password");

    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, Failures> failures = new ConcurrentHashMap<>();

    @Inject
    Database database;

    @Inject
    Clock clock;

    private record Failures(int count, Instant last) {}

    /**
     * Opens an account.
     *
     * @throws Refused if the login is taken, or the password is shorter than {@value #SHORTEST_PASSWORD} characters
     */
    @Transactional
    public void open(Actor who, String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new Refused(Refusal.INVALID_FIELDS, "密码至少10位 (a password has at least 10 characters)");
        }
        int added = database.update(
                """
                insert into account (login, name, role, merchant_id, password_hash, created_at)
                values (?, ?, ?, ?, ?, ?) on conflict (login) do nothing
                """,
                who.account(),
                who.name(),
                who.role().name(),
                who.merchant().map(MerchantId::value).orElse(null),
                BcryptUtil.bcryptHash(password, 10),
                clock.instant());
        if (added == 0) {
            throw new Refused(Refusal.SAME_KEY_OTHER_CONTENT, "账号已存在 (this login is taken): " + who.account());
        }
    }

    /**
     * Checks a password and starts a session.
     *
     * @return the session's secret for the cookie
     * @throws Refused if login and password don't belong together (which of them is wrong is not told)
     */
    public String signIn(String login, String password) {
        Instant now = clock.instant();
        Failures before = failures.get(login);
        if (before != null
                && before.count() >= WRONG_PASSWORDS
                && now.isBefore(before.last().plus(REST))) {
            throw Refused.forNow(
                    Refusal.TOO_MANY_REQUESTS,
                    "密码多次输错，请5分钟后再试 (too many wrong passwords; try again in 5 minutes)",
                    Duration.between(now, before.last().plus(REST)));
        }
        String hash = database.one(
                        "select password_hash from account where login = ? and disabled_at is null",
                        row -> row.getString(1),
                        login)
                .orElse(NOBODY);
        // A bcrypt comparison is made for unknown logins too: the time tells nothing.
        if (!BcryptUtil.matches(password, hash) || hash.equals(NOBODY)) {
            if (failures.size() > 10_000) {
                failures.clear();
            }
            failures.merge(login, new Failures(1, now), (a, b) -> new Failures(a.count() + 1, now));
            throw new Refused(Refusal.WRONG_CREDENTIALS, "账号或密码不正确，请重新输入 (wrong account or password)");
        }
        failures.remove(login);
        String secret = secret();
        database.update(
                "insert into session (secret_hash, login, created_at, expires_at) values (?, ?, ?, ?)",
                sha256(secret),
                login,
                now,
                now.plus(SESSION_LENGTH));
        return secret;
    }

    /** Ends a session; one that is over already stays over. */
    public void signOut(String secret) {
        database.update("delete from session where secret_hash = ?", sha256(secret));
    }

    /** Makes a token for a machine that acts as this account; shown once, kept only as a hash. */
    public String issueToken(String login, String label) {
        String secret = secret();
        database.update(
                "insert into api_token (secret_hash, login, label, created_at) values (?, ?, ?, ?)",
                sha256(secret),
                login,
                label,
                clock.instant());
        return secret;
    }

    public Optional<Actor> find(String login) {
        return database.one(
                "select login, name, role, merchant_id from account where login = ?", Accounts::actor, login);
    }

    /** All accounts by login, at most {@code limit}. */
    public List<Actor> list(int limit) {
        return database.query(
                "select login, name, role, merchant_id from account order by role, login limit ?",
                Accounts::actor,
                limit);
    }

    public boolean isEmpty() {
        return database.one("select 1 from account limit 1", row -> true).isEmpty();
    }

    Optional<Actor> bySession(String secret) {
        return database.one("""
                select a.login, a.name, a.role, a.merchant_id
                from session s join account a on a.login = s.login
                where s.secret_hash = ? and s.expires_at > ? and a.disabled_at is null
                """, Accounts::actor, sha256(secret), Instant.now());
    }

    Optional<Actor> byToken(String secret) {
        return database.one("""
                select a.login, a.name, a.role, a.merchant_id
                from api_token t join account a on a.login = t.login
                where t.secret_hash = ? and t.revoked_at is null and a.disabled_at is null
                """, Accounts::actor, (Object) sha256(secret));
    }

    private static Actor actor(ResultSet row) throws SQLException {
        long merchant = row.getLong(4);
        Optional<MerchantId> entity = row.wasNull() ? Optional.empty() : Optional.of(new MerchantId(merchant));
        return new Actor(row.getString(1), row.getString(2), Role.valueOf(row.getString(3)), entity);
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
