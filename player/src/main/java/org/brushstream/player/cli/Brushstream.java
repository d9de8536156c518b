package org.brushstream.player.cli;

import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.model.ModelException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The player's command line. */
@Command(
        name = "brushstream",
        description = "Paints moving pictures.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "Brushstream 0.1.0-SNAPSHOT",
        subcommands = {
            RenderCommand.class,
            LiveCommand.class,
            CamerasCommand.class,
            ModelsCommand.class,
            BenchCommand.class
        })
public final class Brushstream {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where an error came from.")
    private boolean verbose;

    private Brushstream() {}

    /** Exits with 0, with 1 when something is wrong in the world, with 2 for a wrong command line. */
    public static void main(String[] arguments) {
        int exitCode;
        try {
            exitCode = commandLine().execute(arguments);
        } catch (OutOfMemoryError e) { // picocli hands on exceptions only
            System.err.println("There is not enough memory for this; give Java more with"
                    + " BRUSHSTREAM_JAVA_OPTIONS=-Xmx8g, or choose a smaller --size");
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        Brushstream top = new Brushstream();
        return new CommandLine(top)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((exception, given) -> {
                    CommandLine command = exception.getCommandLine();
                    command.getErr().println(exception.getMessage());
                    UnmatchedArgumentException.printSuggestions(exception, command.getErr());
                    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
                    if (top.verbose) {
                        exception.printStackTrace(command.getErr());
                    }
                    return 2;
                })
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    boolean expected = exception instanceof ModelException || exception instanceof MediaException;
                    command.getErr().println(expected ? exception.getMessage() : "Unexpected: " + exception);
                    if (top.verbose) {
                        exception.printStackTrace(command.getErr());
                    }
                    return 1;
                });
    }
}
