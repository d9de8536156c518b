package org.brushstream.runtime.media;

/** A file that was read to its end, with faults on the way: what could be read was given, and the message counts the rest. */
public final class DamagedMediaException extends MediaException {
    public DamagedMediaException(String message) {
        super(message);
    }

    public DamagedMediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
