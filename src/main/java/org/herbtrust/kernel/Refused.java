package org.herbtrust.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The market says no: a command that breaks a rule, with the rule and what to do about it.
 *
 * <p>The only exception that carries a domain refusal. {@code detail} is shown to the person as it stands, so it names
 * no internals. Throwing it rolls the command's transaction back: nothing has changed.
 */
public final class Refused extends RuntimeException {

    private final transient Reason reason;
    private final transient List<FieldError> errors;
    private final transient Optional<Duration> retryAfter;

    public Refused(Reason reason, String detail) {
        this(reason, detail, List.of());
    }

    public Refused(Reason reason, String detail, List<FieldError> errors) {
        this(reason, detail, errors, Optional.empty());
    }

    private Refused(Reason reason, String detail, List<FieldError> errors, Optional<Duration> retryAfter) {
        super(detail);
        this.reason = reason;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** For a reason that passes by itself: the same command may be given again after that time. */
    public static Refused forNow(Reason reason, String detail, Duration retryAfter) {
        return new Refused(reason, detail, List.of(), Optional.of(retryAfter));
    }

    public Reason reason() {
        return reason;
    }

    /** One entry a field that is wrong; empty if the refusal concerns the command as a whole. */
    public List<FieldError> errors() {
        return errors;
    }

    /** After which time the same command may succeed, where that is known. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Implemented by one enum a capability. */
    public interface Reason {
        Meaning meaning();

        default String code() {
            return meaning().code();
        }

        default int status() {
            return meaning().status();
        }

        default Text title() {
            return meaning().title();
        }

        /**
         * What a reason says, the same for every occurrence.
         *
         * @param code stable name, lower case with dashes, such as {@code lot-balance-exceeded}; becomes {@code /problems/<code>}
         * @param status the HTTP status that fits: 400, 401, 403, 404, 409, 413, 415, 422, 424 or 429
         * @param title what went wrong in a few words of Chinese and English
         */
        public record Meaning(String code, int status, Text title) {}
    }

    /**
     * A field that is wrong.
     *
     * @param pointer JSON Pointer (RFC 6901) into the request, or {@code row 12, 统一社会信用代码} for a table
     */
    public record FieldError(String pointer, String detail) {}
}
