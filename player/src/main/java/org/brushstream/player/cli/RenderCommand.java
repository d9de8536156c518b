package org.brushstream.player.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.Pipeline;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.PrecisionChoice;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.media.Preset;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleChoice;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.render.RenderJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        sortOptions = false,
        description = "Paints a film or a picture; every frame, its time and the sound are kept.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream render concert.mp4 --style great-wave",
            "  brushstream render concert.mp4 --style great-wave --output master.mov --preset prores-4444",
            "  brushstream render photo.jpg --style starry-night --output painted.png",
            "  brushstream render concert.mp4 --style great-wave:0.7,starry-night:0.3 --strength 0.8 --model mine.onnx"
        })
final class RenderCommand implements Callable<Integer> {
    private static final Pattern PHOTOGRAPH =
            Pattern.compile("\\.(jpe?g|png|webp|bmp|tiff?)$", Pattern.CASE_INSENSITIVE);

    @Parameters(paramLabel = "INPUT", description = "A film or a picture: anything FFmpeg reads.")
    private Path input;

    @Option(
            names = "--style",
            required = true,
            paramLabel = "STYLE[:SHARE][,...]|FILE.onnx",
            converter = StyleMixConverter.class,
            description = "A style or a mix of styles, see 'brushstream models', or the path of a model. A mix takes a"
                    + " model that holds all its styles.")
    private StyleMix style;

    @Option(
            names = "--strength",
            defaultValue = "1",
            paramLabel = "S",
            description = "0 is the film as it was, 1 the style as learned; up to 1.5 with a model that holds the style"
                    + " 'none' (default: ${DEFAULT-VALUE}).")
    private double strength;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE.onnx",
            description = "The model of several styles that holds those of --style (default: the one that does).")
    private @Nullable String model;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Ends in .mkv (lossless), .mov (for editing), .mp4 (for the web) or .png (one picture); default:"
                            + " INPUT-STYLE with the ending of the preset in this folder.")
    private @Nullable Path output;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            converter = PresetConverter.class,
            description =
                    "How pictures are coded: ffv1, utvideo or x264rgb keep every value; prores-hq, prores-4444 and"
                            + " dnxhr-hqx are for editing, h264 is for the web (default: ffv1 in .mkv, prores-hq in .mov, h264 in"
                            + " .mp4).")
    private @Nullable Preset preset;

    @Option(names = "--overwrite", description = "Replace the output if it exists.")
    private boolean overwrite;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            paramLabel = "DEVICE",
            description = "cpu, cuda, or auto for cuda where there is one (default: ${DEFAULT-VALUE}).")
    private Device device;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = FrameSizeConverter.class,
            description = "Scale to this size first, as in 1280x720.")
    private @Nullable FrameSize size;

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads of the net; 0 is one for each processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--precision",
            defaultValue = "auto",
            paramLabel = "PRECISION",
            description = "int8, float32, or auto for what is faster here, of models that there are both ways (default:"
                    + " ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(
            names = "--input-range",
            paramLabel = "RANGE",
            converter = InputRangeConverter.class,
            description = "0..255 or 0..1: what a model of other makers takes for black and white (default: 0..255).")
    private @Nullable InputRange inputRange;

    @Option(
            names = "--size-multiple",
            defaultValue = "0",
            paramLabel = "N",
            description = "Sides that a model of other makers takes are multiples of N (default: 4).")
    private int sizeMultiple;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ModelStore store = new ModelStore();
        StyleChoice choice = model == null ? store.choose(style) : store.choose(style, model);
        Path target = output == null ? defaultOutput(choice) : output;
        RenderJob.Settings settings = settings(choice.mix());
        StyleModel chosen = new PrecisionChoice(store, threads).choose(choice.model(), precision, device);
        RenderJob job = new RenderJob(input, chosen, target, settings);
        Pipeline.Report report;
        try (RenderProgress progress = new RenderProgress(spec.commandLine().getErr())) {
            report = job.run(progress);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "Wrote %s: %d frames in %.1f s, %.2f frames/s%n",
                        target, report.frames(), report.elapsed().toMillis() / 1000.0, report.framesPerSecond());
        return 0;
    }

    private Path defaultOutput(StyleChoice choice) {
        String name = String.valueOf(input.getFileName());
        Preset usual = PHOTOGRAPH.matcher(name).find() ? Preset.PNG : Preset.FFV1;
        String ending = (preset == null ? usual : preset).ending();
        return Path.of(name.replaceFirst("\\.[^.]*$", "") + "-" + choice.name() + ending);
    }

    private RenderJob.Settings settings(Optional<StyleMix> mix) {
        try {
            StylizerOptions stylizer = new StylizerOptions(inputRange, sizeMultiple, threads);
            return new RenderJob.Settings(
                    device,
                    stylizer,
                    Optional.ofNullable(size),
                    Optional.ofNullable(preset),
                    overwrite,
                    mix,
                    new Strength(strength));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
