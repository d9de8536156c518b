package org.brushstream.runtime.frame;

/** Turns one frame into another of the same size and timestamp; a lambda will do. */
@FunctionalInterface
public interface FrameFilter {
    Frame apply(Frame frame);
}
