package org.brushstream.trainer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "brushstream-trainer", subcommands = TrainCommand.class)
public final class BrushstreamTrainer {
    private BrushstreamTrainer() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BrushstreamTrainer()).execute(arguments));
    }
}
