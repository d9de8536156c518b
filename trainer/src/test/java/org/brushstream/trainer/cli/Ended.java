package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What a command ended with and said. */
record Ended(int code, String out, String err) {
    /** Runs a command line. */
    static Ended of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = BrushstreamTrainer.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ended(command.execute(arguments), out.toString(), err.toString());
    }

    /**
     * Runs a usual command line with some options of its own.
     *
     * @param usual the command, and options such as {@code --size=32}
     * @param more they replace usual ones of the same name
     */
    static Ended of(List<String> usual, String... more) {
        List<String> arguments = new ArrayList<>(usual);
        for (String option : more) {
            String name = option.replaceFirst("=.*", "=");
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add(option);
        }
        return of(arguments.toArray(String[]::new));
    }
}
