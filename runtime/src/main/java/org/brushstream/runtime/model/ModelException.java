package org.brushstream.runtime.model;

/** A model that is missing, broken or unfit for the video. The message says what, where and how to mend it. */
public final class ModelException extends RuntimeException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
