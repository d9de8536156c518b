package org.brushstream.runtime.model;

/** The values between black and white that a model takes, and gives back. Cannot be seen in the model's shapes. */
public enum InputRange {
    /** As in Johnson's nets and the bytes of a frame. */
    ZERO_TO_255("0..255", 255),
    /** As in nets that begin where {@code ToTensor()} of torchvision ends. */
    ZERO_TO_1("0..1", 1);

    private final String text;
    private final float white;

    InputRange(String text, float white) {
        this.text = text;
        this.white = white;
    }

    /** The value of white; black is 0. */
    public float white() {
        return white;
    }

    /** Reads {@code 0..255} or {@code 0..1}. */
    public static InputRange parse(String text) {
        for (InputRange range : values()) {
            if (range.text.equals(text.strip())) {
                return range;
            }
        }
        throw new ModelException("'" + text + "' is no input range: give 0..255 or 0..1");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text;
    }
}
