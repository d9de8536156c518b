package org.brushstream.runtime.infer;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.regex.Pattern;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;

/**
 * A model loaded into ONNX Runtime, and where.
 *
 * @param session closed with this one
 * @param device CPU or CUDA
 * @param notice one line for people: the device and, if another was hoped for, why not that one
 */
record DeviceSession(OrtSession session, Device device, String notice) implements AutoCloseable {
    // It would write to the standard error; all it has to say comes as an exception as well.
    private static final OrtLoggingLevel SILENT = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    // "Error code - ORT_FAIL - message: /src/file.cc:1988 Get() [ONNXRuntimeError] : 1 : FAIL : what went wrong"
    private static final Pattern CODES =
            Pattern.compile("^Error code - \\w+ - message: (.*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : )?");

    /** ONNX Runtime, one in a process. */
    static final OrtEnvironment ENVIRONMENT = environment();

    /** ONNX Runtime would note down sessions and errors in the user's home. */
    private static OrtEnvironment environment() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(SILENT, "brushstream");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
        }
        return environment;
    }

    /**
     * Loads the model.
     *
     * @param threads of one inference on the processor, at least 1
     */
    static DeviceSession open(StyleModel model, Device wanted, int threads) {
        if (wanted == Device.CPU) {
            return onCpu(model, threads, "");
        }
        try {
            return onCuda(model, threads);
        } catch (ModelException e) {
            if (wanted == Device.CUDA) {
                throw e;
            }
            return onCpu(model, threads, "; " + e.getMessage());
        }
    }

    private static DeviceSession onCpu(StyleModel model, int threads, String why) {
        try (OrtSession.SessionOptions options = options(model, threads)) {
            OrtSession session = ENVIRONMENT.createSession(model.onnx(), options);
            return new DeviceSession(
                    session, Device.CPU, "CPU, " + threads + (threads == 1 ? " thread" : " threads") + why);
        } catch (OrtException e) {
            throw new ModelException(model + " cannot be opened: " + firstLine(e) + "; fetch or export it again", e);
        }
    }

    private static DeviceSession onCuda(StyleModel model, int threads) {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new ModelException("CUDA is not in this build of Brushstream; build it with -Pcuda");
        }
        try (OrtSession.SessionOptions options = options(model, threads)) {
            addCuda(options);
            return new DeviceSession(ENVIRONMENT.createSession(model.onnx(), options), Device.CUDA, "CUDA");
        } catch (OrtException e) {
            throw new ModelException(model + " cannot be opened on CUDA: " + firstLine(e), e);
        }
    }

    private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            // The exhaustive search takes up to a second for each new frame size, this a few milliseconds.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            options.addCUDA(cuda);
        } catch (OrtException e) {
            throw new ModelException(
                    "CUDA cannot be used: " + firstLine(e) + "; it needs an NVIDIA driver, CUDA 12 and cuDNN 9", e);
        }
    }

    private static OrtSession.SessionOptions options(StyleModel model, int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setSessionLogLevel(SILENT);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(threads);
        // Threads that wait for work by spinning take the processors from decoder and encoder.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // The plan for one block of memory that it would make takes up to twice the memory of the pieces one by one.
        options.setMemoryPatternOptimization(false);
        if (model.folder().isPresent()) { // for weights in files of their own
            options.addConfigEntry(
                    "session.model_external_initializers_file_folder_path",
                    model.folder().get().toString());
        }
        return options;
    }

    /** Releases the model; once only. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException("a model cannot be released: " + firstLine(e), e);
        }
    }

    /** What went wrong, of what ONNX Runtime says: without its codes and source lines in front, and advice behind. */
    static String firstLine(OrtException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return CODES.matcher(line).replaceFirst("");
    }
}
