package org.brushstream.runtime.model;

/** A model, or what is needed to make or run one, is absent or wrong. The message is one sentence for the user. */
public final class ModelException extends RuntimeException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
