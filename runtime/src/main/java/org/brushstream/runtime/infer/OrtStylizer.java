package org.brushstream.runtime.infer;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameFilter;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.PicturePorts.Layout;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;

/**
 * Paints frames of any size with one model: pads to what the net takes, infers, crops. The size may change from frame to
 * frame. Not thread-safe: one thread, one stylizer.
 *
 * <p>Besides Brushstream's own models it runs nets of third parties that take and give float planes of RGB.
 */
public final class OrtStylizer implements FrameFilter, AutoCloseable {
    /** The inner layers of Johnson's nets pad by reflection, which needs more pixels than they pad. */
    private static final int MIN_SIDE = 16;

    private static final int USUAL_MULTIPLE = 4; // Johnson's nets halve the picture twice

    private final String name;
    private final DeviceSession opened;
    private final PicturePorts ports;
    private final float white;
    private final int sizeMultiple;
    private boolean closed;
    private ByteBuffer memory = ByteBuffer.allocateDirect(0); // of the input; direct, so that nothing copies it again

    private OrtStylizer(String name, DeviceSession opened, PicturePorts ports, float white, int sizeMultiple) {
        this.name = name;
        this.opened = opened;
        this.ports = ports;
        this.white = white;
        this.sizeMultiple = sizeMultiple;
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
            return new OrtStylizer(model.name(), opened, ports, range.white(), multiple);
        } catch (OrtException e) {
            opened.close();
            throw new ModelException(model + " cannot be understood: " + DeviceSession.firstLine(e), e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
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
        try (OnnxTensor input = tensor(frame.rgb(), padding);
                OrtSession.Result result = opened.session().run(Map.of(ports.input(), input))) {
            OnnxTensor painted = (OnnxTensor) result.get(0); // closed with the result
            return new Frame(frame.size(), frame.timestampMicros(), picture(painted, padding));
        } catch (OrtException e) {
            throw new ModelException(
                    "model '%s' failed on the %s frame at %d us: %s"
                            .formatted(name, frame.size(), frame.timestampMicros(), DeviceSession.firstLine(e)),
                    e);
        }
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
            throw new ModelException(
                    "model '%s' takes %s only, the video is %s; try --size %s".formatted(name, taken, frame, taken));
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
                    "model '" + name + "' takes floats, and frames this large do not fit into a buffer");
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
                            .formatted(name, broken, nchw.remaining()));
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
                .formatted(name, PicturePorts.text(painted.getInfo()), given));
    }

    /** Releases the model. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            opened.close();
        }
    }
}
