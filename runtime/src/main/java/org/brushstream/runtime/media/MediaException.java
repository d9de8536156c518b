package org.brushstream.runtime.media;

/** A video, picture or disk that cannot be read or written; the message says which, why, and what to do about it. */
public class MediaException extends RuntimeException {
    public MediaException(String message) {
        super(message);
    }

    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
