package org.brushstream.trainer.cli;

import picocli.CommandLine.Command;

@Command(
        name = "vgg",
        description = "Gets the weights of the net that judges paintings.",
        subcommands = VggFetchCommand.class)
final class VggCommand {}
