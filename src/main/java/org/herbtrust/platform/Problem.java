package org.herbtrust.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.herbtrust.kernel.Refused.FieldError;

/**
 * A refusal on the wire, RFC 9457.
 *
 * @param type stable path under {@code /problems/}
 * @param detail safe to show to the person
 * @param errors one entry a wrong field
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }
}
