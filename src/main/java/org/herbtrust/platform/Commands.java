package org.herbtrust.platform;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The commands that there are, and the choice between them. */
final class Commands {

    private final List<Command> commands;

    Commands(List<Command> commands) {
        this.commands =
                commands.stream().sorted(Comparator.comparing(Command::name)).toList();
    }

    static Commands discovered() {
        List<Command> found = new ArrayList<>();
        ServiceLoader.load(Command.class, Commands.class.getClassLoader()).forEach(found::add);
        return new Commands(found);
    }

    List<String> names() {
        return commands.stream().map(Command::name).toList();
    }

    /** Runs the command that the first word names and answers the program's exit status. */
    int run(List<String> words, PrintStream out, PrintStream err) {
        String first = words.isEmpty() ? "--help" : words.get(0);
        if (first.equals("--help") || first.equals("-h") || first.equals("help")) {
            describe(out);
            return Command.DONE;
        }
        for (Command command : commands) {
            if (command.name().equals(first)) {
                return run(command, words.subList(1, words.size()), out, err);
            }
        }
        err.println("没有这个命令 There is no such command: " + first);
        describe(err);
        return Command.WRONG_USE;
    }

    private static int run(Command command, List<String> args, PrintStream out, PrintStream err) {
        int status;
        if (args.equals(List.of("--help"))) {
            out.println(line(command));
            status = Command.DONE;
        } else {
            status = command.run(args, out, err);
        }
        out.flush();
        err.flush();
        return status;
    }

    private void describe(PrintStream to) {
        to.println("java -jar quarkus-run.jar              启动服务 serve (settings: docs/operations.md)");
        to.println("java -jar quarkus-run.jar COMMAND …    执行一个命令 run a command:");
        commands.forEach(command -> to.println("  " + line(command)));
        to.println("退出码 Exit status: 0 完成 done, 1 输入有误 bad input, 2 用法有误 wrong use");
    }

    private static String line(Command command) {
        return command.name() + "  " + command.summary().zh() + " "
                + command.summary().en();
    }
}
