package org.brushstream.trainer.cli;

import picocli.CommandLine.Command;

@Command(name = "styles", description = "Helps to choose style pictures.", subcommands = StylesRankCommand.class)
final class StylesCommand {}
