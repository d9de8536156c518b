package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.style.StyleKinship;
import org.brushstream.trainer.style.StyleRanking;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rank",
        sortOptions = false,
        description = "Tells which pictures go together as one style, by the Gram matrices of a VGG.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer styles rank --images looks/ink --vgg fine.safetensors --sheet ink.png",
            "",
            "Give the proposed pictures to train as one style: --style ink=a.png,b.png,c.png"
        })
final class StylesRankCommand implements Callable<Integer> {
    @Option(
            names = "--images",
            required = true,
            paramLabel = "FOLDER",
            description = "Pictures that may belong together; its folders are searched too.")
    private Path images;

    @Mixin
    private VggOption vgg = new VggOption();

    @Option(
            names = "--threshold",
            defaultValue = "0.5",
            paramLabel = "D",
            description =
                    "How far from the mean of those proposed each of them may be, where 0 is the same and around 1"
                            + " another style (default: ${DEFAULT-VALUE}).")
    private double threshold;

    @Option(
            names = "--style-size",
            defaultValue = "384",
            paramLabel = "PIXELS",
            description = "Shorter side at which they are looked at (default: ${DEFAULT-VALUE}).")
    private int styleSize;

    @Option(
            names = "--sheet",
            paramLabel = "SHEET.png",
            description = "Write a sheet of the pictures, nearest first; those left out are pale.")
    private @Nullable Path sheet;

    @Option(names = "--overwrite", description = "Replace the sheet if it exists.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(threshold > 0)) {
            throw new ParameterException(spec.commandLine(), "--threshold is above 0, not " + threshold);
        }
        if (sheet != null && !sheet.toString().endsWith(".png")) {
            throw new ParameterException(spec.commandLine(), "the sheet's name must end in .png, not be " + sheet);
        }
        List<Path> pictures = StyleKinship.pictures(images);
        if (sheet != null) {
            OutputFile.requireWritable(
                    List.of(new OutputFile("--sheet", sheet, overwrite)), Map.of("--images", pictures));
        }
        StyleKinship kinship = StyleKinship.of(pictures, vgg.file(), objective());
        List<StyleRanking.Distance> ranking = kinship.ranked();
        List<StyleRanking.Distance> alike = kinship.alike(threshold);
        PrintWriter out = spec.commandLine().getOut();
        kinship.unusable().forEach(picture -> out.println("Left out, for it cannot be used: " + picture));
        RankingTable.print(ranking, out);
        out.printf(
                "%n%d of %d go together (each at most %.2f from their mean, the farthest %.2f):%n%s%n",
                alike.size(),
                ranking.size(),
                threshold,
                alike.get(alike.size() - 1).mean(),
                alike.stream().map(place -> place.picture().toString()).collect(Collectors.joining(",")));
        if (sheet != null) {
            kinship.writeSheet(threshold, sheet);
            out.println("Wrote " + sheet);
        }
        out.flush();
        return 0;
    }

    private Objective objective() {
        try {
            return Objective.DEFAULT.by(vgg.net()).withStyleSize(styleSize);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
