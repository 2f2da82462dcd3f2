package org.herbtrust.web;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.Refusal;

/**
 * What was typed into a form, and what was wrong with it. A refused form is shown again with both, so that nobody types
 * anything twice.
 */
public final class Entered {

    private static final int LONGEST = 20_000;

    private final MultivaluedMap<String, String> values;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final List<String> general = new ArrayList<>();

    private Entered(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    public static Entered empty() {
        return of(new MultivaluedHashMap<>());
    }

    public static Entered of(MultivaluedMap<String, String> typed) {
        return new Entered(typed);
    }

    /** A value that the form starts with. */
    public Entered with(String name, Object value) {
        if (value != null) {
            values.putSingle(name, value.toString());
        }
        return this;
    }

    /** What was typed; empty if nothing. */
    public String value(String name) {
        String value = values.getFirst(name);
        return value == null ? "" : value.strip();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream().map(String::strip).toList();
    }

    public boolean ticked(String name) {
        return !value(name).isEmpty();
    }

    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    /** The sentence to show beside a field; empty if it is right. */
    public String error(String name) {
        return errors.getOrDefault(name, "");
    }

    public boolean isWrong(String name) {
        return errors.containsKey(name);
    }

    /** What is wrong with the form as a whole. */
    public List<String> getGeneral() {
        return general;
    }

    /** The name of the command that this form gives: sent twice, it is done once. */
    public String getCommand() {
        String sent = value("command");
        if (sent.isEmpty()) {
            sent = UUID.randomUUID().toString();
            values.putSingle("command", sent);
        }
        return sent;
    }

    /** Like {@link #getCommand}, for a page with several forms: the name that was sent belongs to the one that was sent. */
    public String commandFor(String field) {
        return values.containsKey(field) ? getCommand() : UUID.randomUUID().toString();
    }

    UUID commandName() {
        try {
            return UUID.fromString(value("command"));
        } catch (IllegalArgumentException absent) {
            return UUID.randomUUID();
        }
    }

    /** Reads a field that must be there. Null if it is wrong: {@link #done} then refuses. */
    <T> T need(String name, Function<String, T> reader) {
        String typed = value(name);
        if (typed.isEmpty()) {
            errors.put(name, "请填写 (please fill in)");
            return null;
        }
        return read(name, typed, reader);
    }

    String need(String name) {
        return need(name, text -> text);
    }

    /** Reads a field that may be left empty. */
    <T> Optional<T> maybe(String name, Function<String, T> reader) {
        String typed = value(name);
        return typed.isEmpty() ? Optional.empty() : Optional.ofNullable(read(name, typed, reader));
    }

    Optional<String> maybe(String name) {
        return maybe(name, text -> text);
    }

    private <T> T read(String name, String typed, Function<String, T> reader) {
        if (typed.length() > LONGEST) {
            errors.put(name, "内容过长 (too long)");
            return null;
        }
        try {
            return reader.apply(typed);
        } catch (NumberFormatException notANumber) {
            errors.put(name, "请填写数字 (a number is needed)");
        } catch (java.time.format.DateTimeParseException notADate) {
            errors.put(name, "请填写日期，如 2026-09-30 (a date is needed)");
        } catch (IllegalArgumentException wrong) {
            errors.put(name, wrong.getMessage());
        }
        return null;
    }

    void wrong(String name, String sentence) {
        errors.putIfAbsent(name, sentence);
    }

    /** Call after the last field has been read and before anything is done. */
    void done() {
        if (!errors.isEmpty()) {
            throw new Refused(Refusal.INVALID_FIELDS, "请检查标出的字段 (check the fields marked below)");
        }
    }

    /** Takes over what a door said no to. */
    Entered refused(Refused no) {
        general.add(no.getMessage());
        for (Refused.FieldError error : no.errors()) {
            String pointer = error.pointer();
            String field = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (pointer.startsWith("/") && (values.containsKey(field) || !field.matches("\\d+"))) {
                errors.putIfAbsent(field, error.detail());
            } else {
                general.add(pointer + "：" + error.detail());
            }
        }
        return this;
    }

    Entered refused(IllegalArgumentException no) {
        general.add(no.getMessage());
        return this;
    }
}
