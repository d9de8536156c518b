package org.brushstream.runtime.infer;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameFilter;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.PicturePorts.Layout;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.StyleWeights;
import org.jspecify.annotations.Nullable;

/**
 * Paints frames of any size with one model: pads to what the net takes, infers, crops. The size may change from frame to
 * frame, and so may the mix of its styles and the strength. Not thread-safe: one thread, one stylizer.
 *
 * <p>Besides Brushstream's own models it runs nets of third parties that take and give float planes of RGB.
 */
public final class OrtStylizer implements FrameFilter, AutoCloseable {
    /** The inner layers of Johnson's nets pad by reflection, which needs more pixels than they pad. */
    private static final int MIN_SIDE = 16;

    private static final int USUAL_MULTIPLE = 4; // Johnson's nets halve the picture twice

    private final StyleModel model;
    private final DeviceSession opened;
    private final PicturePorts ports;
    private final Optional<StyleInput> styles; // empty: the model holds one
    private final boolean fades; // whether the net itself can give the source back
    private final float white;
    private final int sizeMultiple;
    private Strength strength = Strength.FULL;
    private boolean closed;
    private ByteBuffer memory = ByteBuffer.allocateDirect(0); // of the input; direct, so that nothing copies it again

    private OrtStylizer(
            StyleModel model,
            DeviceSession opened,
            PicturePorts ports,
            Optional<StyleWeights> mix,
            float white,
            int sizeMultiple)
            throws OrtException {
        this.model = model;
        this.opened = opened;
        this.ports = ports;
        this.white = white;
        this.sizeMultiple = sizeMultiple;
        fades = !model.styles().isEmpty() && model.styles().get(0).name().equals(CardStyle.NONE);
        styles = mix.isPresent() ? Optional.of(new StyleInput(mix.get(), fades)) : Optional.empty();
    }

    /** Loads a model that needs no options. */
    public static OrtStylizer open(StyleModel model, Device device) {
        return open(model, device, StylizerOptions.defaults());
    }

    /**
     * Loads a model.
     *
     * @throws ModelException if ONNX Runtime cannot load it, if it is no style net, or if the device cannot be used
     */
    public static OrtStylizer open(StyleModel model, Device device, StylizerOptions options) {
        int threads =
                options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
        DeviceSession opened = DeviceSession.open(model, device, threads);
        try {
            PicturePorts ports = PicturePorts.of(model, opened.session());
            InputRange range = options.inputRange() != null
                    ? options.inputRange()
                    : model.card().map(ModelCard::inputRange).orElse(InputRange.ZERO_TO_255);
            if (ports.layout() == Layout.BYTES && range != InputRange.ZERO_TO_255) {
                throw new ModelException(model + " takes bytes, which are 0..255; drop the input range " + range);
            }
            int multiple = options.sizeMultiple() > 0
                    ? options.sizeMultiple()
                    : model.card().map(ModelCard::sizeMultiple).orElse(USUAL_MULTIPLE);
            return new OrtStylizer(model, opened, ports, firstMix(model, ports, options), range.white(), multiple);
        } catch (OrtException e) {
            opened.close();
            throw new ModelException(model + " cannot be understood: " + DeviceSession.firstLine(e), e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** What a model of several styles paints with at first; empty for a model of one. */
    private static Optional<StyleWeights> firstMix(StyleModel model, PicturePorts ports, StylizerOptions options) {
        List<CardStyle> named = model.styles();
        if (!named.isEmpty() && named.size() != ports.styles()) {
            throw new ModelException("%s names %d styles in its card, but its net takes %d weights; export it again"
                    .formatted(model, named.size(), ports.styles()));
        }
        @Nullable StyleWeights given = options.styleWeights();
        if (given != null) {
            requireCount(given, model, ports);
            return Optional.of(given);
        }
        if (ports.styles() == 0) {
            return Optional.empty();
        }
        if (named.isEmpty()) {
            throw new ModelException(("%s takes weights of %d styles, but lacks a card that names the styles and their"
                            + " weights; export it again, or give the weights in StylizerOptions")
                    .formatted(model, ports.styles()));
        }
        return Optional.of(
                new StyleWeights(named.stream().map(CardStyle::weight).toList()));
    }

    private static void requireCount(StyleWeights weights, StyleModel model, PicturePorts ports) {
        if (weights.count() != ports.styles()) {
            throw new IllegalArgumentException(
                    "%s takes %d style weights, not %d".formatted(model, ports.styles(), weights.count()));
        }
    }

    /**
     * Mixes the model's styles by name, from the next frame on.
     *
     * @throws ModelException if one of them is not in the model, or if the model holds one style only
     */
    public void mix(StyleMix names) {
        mix(model.weights(names));
    }

    /**
     * Mixes the model's styles, from the next frame on; costs nothing.
     *
     * @param weights one for each of the model's styles
     * @throws IllegalArgumentException if the model holds another number of styles, or one only
     */
    public void mix(StyleWeights weights) {
        requireCount(weights, model, ports);
        styles.ifPresent(input -> input.mix(weights));
    }

    /**
     * Shows more or less of the style from the next frame on, at first {@link Strength#FULL}. A net with the style
     * {@value CardStyle#NONE} mixes it in, which costs nothing; else the pixels are mixed with the source's, where 0 does
     * not even run the net.
     *
     * @throws ModelException for more than 1, if the model does not hold {@value CardStyle#NONE}
     */
    public void strength(Strength wanted) {
        if (wanted.value() > 1 && !fades) {
            throw new ModelException("%s has no style '%s' to go away from, so its strength is 0 to 1, not %s"
                    .formatted(model, CardStyle.NONE, wanted.value()));
        }
        strength = wanted;
        styles.ifPresent(input -> input.strength(wanted));
    }

    /** Where the model runs: CPU or CUDA. */
    public Device device() {
        return opened.device();
    }

    /** One line for people: where the model runs and, if another device was hoped for, why not there. */
    public String notice() {
        return opened.notice();
    }

    /**
     * Paints one frame.
     *
     * @return a frame of the same size and time, in memory of its own
     * @throws ModelException if the model does not take this size, or does not give a picture for it
     */
    @Override
    public Frame apply(Frame frame) {
        Padding padding = new Padding(frame.size(), sizeFor(frame.size()));
        if (strength.isNone() && !fades) {
            return with(
                    frame,
                    ByteBuffer.allocate(frame.size().rgbBytes())
                            .put(frame.rgb())
                            .flip());
        }
        try (OnnxTensor input = tensor(frame.rgb(), padding);
                OrtSession.Result result = opened.session().run(inputs(input))) {
            OnnxTensor painted = (OnnxTensor) result.get(0); // closed with the result
            ByteBuffer rgb = picture(painted, padding);
            return with(frame, strength.isFull() || fades ? rgb : strength.blend(frame.rgb(), rgb));
        } catch (OrtException e) {
            throw new ModelException(
                    "model '%s' failed on the %s frame at %d us: %s"
                            .formatted(model.name(), frame.size(), frame.timestampMicros(), DeviceSession.firstLine(e)),
                    e);
        }
    }

    private static Frame with(Frame frame, ByteBuffer rgb) {
        return new Frame(frame.size(), frame.timestampMicros(), rgb);
    }

    private Map<String, OnnxTensor> inputs(OnnxTensor picture) {
        return styles.map(input -> Map.of(ports.input(), picture, PicturePorts.STYLE_WEIGHTS, input.tensor()))
                .orElseGet(() -> Map.of(ports.input(), picture));
    }

    /**
     * What a frame must be scaled to: its own size, unless the net was exported for a fixed width or height.
     *
     * @param frame the size it has
     */
    public FrameSize sizeTaken(FrameSize frame) {
        return new FrameSize(
                ports.width() == PicturePorts.ANY ? frame.width() : ports.width(),
                ports.height() == PicturePorts.ANY ? frame.height() : ports.height());
    }

    /** The size the net is given for a frame of this size. */
    private FrameSize sizeFor(FrameSize frame) {
        FrameSize taken = sizeTaken(frame);
        if (!taken.equals(frame)) {
            throw new ModelException("model '%s' takes %s only, the video is %s; try --size %s"
                    .formatted(model.name(), taken, frame, taken));
        }
        return new FrameSize(
                ports.width() == PicturePorts.ANY ? Padding.side(frame.width(), sizeMultiple, MIN_SIDE) : frame.width(),
                ports.height() == PicturePorts.ANY
                        ? Padding.side(frame.height(), sizeMultiple, MIN_SIDE)
                        : frame.height());
    }

    private OnnxTensor tensor(ByteBuffer rgb, Padding padding) throws OrtException {
        long[] shape = ports.layout().shape(padding.outer());
        if (ports.layout() == Layout.BYTES) {
            ByteBuffer nhwc = memory(padding.outer().rgbBytes());
            RgbTensor.toBytes(rgb, padding, nhwc);
            return OnnxTensor.createTensor(DeviceSession.ENVIRONMENT, nhwc, shape, OnnxJavaType.UINT8);
        }
        FloatBuffer nchw =
                memory((long) Float.BYTES * padding.outer().rgbBytes()).asFloatBuffer();
        RgbTensor.toFloats(rgb, padding, white, nchw);
        return OnnxTensor.createTensor(DeviceSession.ENVIRONMENT, nchw, shape);
    }

    /** That many bytes of direct memory: the same for every frame, more when frames grow. */
    private ByteBuffer memory(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new ModelException(
                    "model '" + model.name() + "' takes floats, and frames this large do not fit into a buffer");
        }
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect((int) bytes);
        }
        return memory.slice(0, (int) bytes).order(ByteOrder.nativeOrder());
    }

    private ByteBuffer picture(OnnxTensor painted, Padding padding) {
        FrameSize size = requirePicture(painted, padding.outer());
        if (ports.layout() == Layout.BYTES) {
            return RgbTensor.fromBytes(painted.getByteBuffer(), size, padding); // a copy, ours
        }
        FloatBuffer nchw = painted.getFloatBuffer();
        long broken = RgbTensor.countNonFinite(nchw);
        if (broken > 0) { // would be painted black, and nobody would know why
            throw new ModelException(
                    "model '%s' gave %d values of %d that are infinite or no numbers; its weights are broken"
                            .formatted(model.name(), broken, nchw.remaining()));
        }
        return RgbTensor.fromFloats(nchw, size, padding, white);
    }

    /** Nets that round sizes up give some pixels more, which are cropped; a net that scales the picture is refused. */
    private FrameSize requirePicture(OnnxTensor painted, FrameSize given) {
        long[] shape = painted.getInfo().getShape();
        if (ports.layout().fits(painted.getInfo())) {
            long moreWidth = ports.layout().width(shape) - given.width();
            long moreHeight = ports.layout().height(shape) - given.height();
            if (moreWidth >= 0 && moreWidth < MIN_SIDE && moreHeight >= 0 && moreHeight < MIN_SIDE) {
                return new FrameSize(
                        (int) ports.layout().width(shape), (int) ports.layout().height(shape));
            }
        }
        throw new ModelException("model '%s' gave %s for a picture of %s; a style net keeps the size"
                .formatted(model.name(), PicturePorts.text(painted.getInfo()), given));
    }

    /** Releases the model. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            styles.ifPresent(StyleInput::close);
            opened.close();
        }
    }
}
