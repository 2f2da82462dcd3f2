package org.herbtrust.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code --name value} pairs behind a command. */
public record CommandLine(Map<String, String> values) {

    public CommandLine {
        values = Map.copyOf(values);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static CommandLine of(List<String> args, Set<String> required, Set<String> optional) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i);
            if (!required.contains(name) && !optional.contains(name)) {
                throw new IllegalArgumentException("未知参数 (unknown option): " + name);
            }
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(name + "缺少值 (needs a value)");
            }
            if (values.put(name, args.get(i + 1)) != null) {
                throw new IllegalArgumentException(name + "重复 (given twice)");
            }
        }
        for (String name : required.stream().sorted().toList()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("缺少参数 (missing): " + name);
            }
        }
        return new CommandLine(values);
    }

    /** The value of a required option. */
    public String get(String name) {
        return values.get(name);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws IllegalArgumentException if it is no whole number in that range */
    public long number(String name, long least, long most, long otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with numbers out of range
        }
        throw new IllegalArgumentException(
                name + "须为" + least + "至" + most + "的整数 (must be a whole number from " + least + " to " + most + ")");
    }
}
