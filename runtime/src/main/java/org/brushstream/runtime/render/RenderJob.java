package org.brushstream.runtime.render;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.Pipeline;
import org.brushstream.runtime.frame.ReadAhead;
import org.brushstream.runtime.frame.WriteBehind;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.FrameMemory;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.media.DamagedMediaException;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Preset;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;

/**
 * Paints a film or a picture with one style, or one mix: every frame at its time, the sound copied.
 *
 * @param input anything FFmpeg reads
 * @param output its ending chooses the format, see {@link FfmpegSink}
 * @param settings what need not be said
 */
public record RenderJob(Path input, StyleModel model, Path output, Settings settings) {
    /** Frames that may wait between decoder and net, and between net and encoder: enough to even out key frames. */
    private static final int QUEUE = 4;

    /**
     * What need not be said.
     *
     * @param device where the net runs
     * @param stylizer for models that have no card
     * @param size of the painted film; empty: as it is
     * @param preset how the pictures are coded; empty: as usual for the output's ending
     * @param overwrite whether an existing output is replaced
     * @param mix of styles that the model holds; empty: as its card says
     * @param strength how much of the style one sees
     */
    public record Settings(
            Device device,
            StylizerOptions stylizer,
            Optional<FrameSize> size,
            Optional<Preset> preset,
            boolean overwrite,
            Optional<StyleMix> mix,
            Strength strength) {
        /** On the processor, the film's own size, no overwriting, the style as it was learned. */
        public static Settings defaults() {
            return new Settings(
                    Device.CPU,
                    StylizerOptions.defaults(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Strength.FULL);
        }
    }

    /** Hears how the job goes on, on the thread that runs it. */
    public interface Listener {
        /**
         * Called once, before the first frame.
         *
         * @param video what is painted, at the size it is painted at
         * @param device one line for people: where the net runs
         */
        void started(VideoInfo video, String device);

        /** Called before the first frame with a sentence for people: what of the film the output cannot hold, or will not look right. */
        default void noticed(String sentence) {}

        /** Called after every painted frame; it is written a little later. */
        void painted(Frame frame);
    }

    /** A job with nothing special about it. */
    public RenderJob(Path input, StyleModel model, Path output) {
        this(input, model, output, Settings.defaults());
    }

    /** Runs without telling anybody. */
    public Pipeline.Report run() {
        return run(new Listener() {
            @Override
            public void started(VideoInfo video, String device) {}

            @Override
            public void painted(Frame frame) {}
        });
    }

    /**
     * Runs to the end of the film.
     *
     * @throws DamagedMediaException after the end, if parts of the film could not be read; the output holds the others
     * @throws MediaException if the film cannot be read or the result not be written; there is no output then
     * @throws ModelException if the model or the device cannot be used; there is no output then
     */
    public Pipeline.Report run(Listener listener) {
        VideoInfo original = VideoInfo.of(input);
        VideoInfo video = settings.size().map(original::withSize).orElse(original);
        String memory = settings.device() == Device.CPU ? memory(video.size()) : "";
        try (UntilDamage film = new UntilDamage(new ReadAhead(FfmpegSource.open(input, video.size()), QUEUE));
                OrtStylizer stylizer = OrtStylizer.open(model, settings.device(), settings.stylizer());
                FfmpegSink encoder = FfmpegSink.create(output, settings.preset(), video, tags(), settings.overwrite());
                FrameSink file = new WriteBehind(encoder, QUEUE)) {
            settings.mix().ifPresent(stylizer::mix);
            stylizer.strength(settings.strength());
            if (video.interlaced()) {
                listener.noticed(
                        "the film is interlaced, and its combed pictures are painted as they are; to part the fields first:"
                                + " ffmpeg -i \"" + input + "\" -vf bwdif -c:v ffv1 -c:a copy OUT.mkv");
            }
            encoder.notices().forEach(listener::noticed);
            listener.started(video, stylizer.notice() + memory);
            Pipeline.Report report = Pipeline.run(
                    film,
                    frame -> {
                        Frame painted = stylizer.apply(frame);
                        listener.painted(painted);
                        return painted;
                    },
                    file);
            film.throwDamage();
            return report;
        } catch (DamagedMediaException e) {
            throw new DamagedMediaException(e.getMessage() + "; the result was kept: " + output, e);
        }
    }

    private String memory(FrameSize size) {
        OptionalLong bytes = FrameMemory.estimate(model, settings.stylizer(), size);
        return bytes.isEmpty() ? "" : ", about " + FrameMemory.gigabytes(bytes.getAsLong()) + " of memory";
    }

    private Map<String, String> tags() {
        String style =
                settings.mix().map(mix -> mix + " of the model " + model.name()).orElse(model.name());
        String strength = settings.strength().equals(Strength.FULL)
                ? ""
                : ", strength " + settings.strength().value();
        return Map.of("COMMENT", "painted by Brushstream in the style " + style + strength);
    }
}
