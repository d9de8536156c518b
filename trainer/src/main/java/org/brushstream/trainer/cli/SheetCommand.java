package org.brushstream.trainer.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.report.SheetJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sheet",
        sortOptions = false,
        description = "Shows at a glance what models paint: photographs across, styles down.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer sheet --model great-wave --model starry-night \\",
            "      --style-pictures paintings --photos street.jpg,harbour.jpg --output sheet.png"
        })
final class SheetCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|FILE.onnx",
            description = "A model's name, as in brushstream models, or the path of one; give as many as you like.")
    private List<String> models;

    @Option(
            names = "--photos",
            required = true,
            split = ",",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "What to paint: one or more pictures, with commas or blanks between them.")
    private List<Path> photos;

    @Option(
            names = "--style-pictures",
            paramLabel = "FOLDER",
            description = "Pictures the models learned from, each named as its style: great-wave.jpg.")
    private @Nullable Path pictures;

    @Option(names = "--output", required = true, paramLabel = "SHEET.png", description = "The sheet to write.")
    private Path output;

    @Option(names = "--overwrite", description = "Replace the sheet if it exists.")
    private boolean overwrite;

    @Option(
            names = "--cell",
            defaultValue = "256",
            paramLabel = "PIXELS",
            description = "Height of a painting, in which it is painted too (default: ${DEFAULT-VALUE}).")
    private int cell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!output.toString().endsWith(".png")) {
            throw new ParameterException(spec.commandLine(), "the sheet's name must end in .png, not be " + output);
        }
        ModelStore store = new ModelStore();
        List<StyleModel> found = models.stream().map(store::require).toList();
        SheetJob job = job(found);
        OutputFile.requireWritable(List.of(new OutputFile("--output", output, overwrite)), inputs(found));
        job.write(output);
        spec.commandLine().getOut().println("Wrote " + output);
        return 0;
    }

    private SheetJob job(List<StyleModel> found) {
        try {
            return new SheetJob(found, pictures, photos, cell);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, List<Path>> inputs(List<StyleModel> found) {
        // A bundled model is no file that could be replaced.
        Stream<Path> files =
                found.stream().flatMap(model -> model.folder().map(folder -> Path.of(model.origin())).stream());
        return Map.of("--model", files.toList(), "--photos", photos);
    }
}
