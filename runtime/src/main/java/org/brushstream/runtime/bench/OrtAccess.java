package org.brushstream.runtime.bench;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import org.brushstream.runtime.model.StyleModel;

/** ONNX Runtime for graphs that paint nothing, and so are nothing for {@link org.brushstream.runtime.infer}. */
final class OrtAccess {
    /** The one of the process, which is made in the same words by whoever comes first. */
    static final OrtEnvironment ENVIRONMENT = environment();

    private OrtAccess() {}

    private static OrtEnvironment environment() {
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "brushstream");
        try {
            environment.setTelemetry(false); // would note down sessions in the user's home
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
        }
        return environment;
    }

    /** For one model; weights that it keeps in files of their own are found. */
    static OrtSession.SessionOptions options(StyleModel model) throws OrtException {
        OrtSession.SessionOptions options = options();
        if (model.folder().isPresent()) {
            options.addConfigEntry(
                    "session.model_external_initializers_file_folder_path",
                    model.folder().get().toString());
        }
        return options;
    }

    static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }
}
