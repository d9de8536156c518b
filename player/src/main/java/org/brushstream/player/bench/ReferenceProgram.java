package org.brushstream.player.bench;

import java.util.Locale;

/** A program that runs the usual net for comparison, by its Python interface. */
public enum ReferenceProgram {
    /** PyTorch on the processor. */
    PYTORCH("PyTorch", "python3-torch"),
    /** OpenCV's dnn module. */
    OPENCV("OpenCV", "python3-opencv and python3-onnx");

    private final String title;
    private final String packages; // as Debian calls them

    ReferenceProgram(String title, String packages) {
        this.title = title;
        this.packages = packages;
    }

    /** As people write it: PyTorch. */
    String title() {
        return title;
    }

    /** What has to be installed. */
    String packages() {
        return packages;
    }

    /** As it is written on the command line: {@code pytorch}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
