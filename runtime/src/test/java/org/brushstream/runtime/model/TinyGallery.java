package org.brushstream.runtime.model;

import static org.brushstream.runtime.model.TinyOnnx.FLOAT;
import static org.brushstream.runtime.model.TinyOnnx.UINT8;

import java.util.List;
import java.util.Optional;

/**
 * A model of three styles whose results are known by hand: each multiplies red, green and blue, and a mix by the mean of
 * their factors; rounded half up, from 0 to 255.
 */
public final class TinyGallery {
    /** Red, green and blue are multiplied by 1, 1, 1. */
    private static final CardStyle NONE = new CardStyle("none", "the photograph", "CC0-1.0", 0);
    /** By 0.5, 0.5, 0.5. */
    private static final CardStyle DARK = new CardStyle("dark", "Night, nobody, 2026", "public domain", 0.75);
    /** By 2, 1, 0. */
    private static final CardStyle WARM = new CardStyle("warm", "Fire, nobody, 2026", "CC BY 4.0", 0.25);

    private TinyGallery() {}

    /** A card with these three styles, by default three parts of dark and one of warm. */
    public static ModelCard card() {
        return card(List.of(NONE, DARK, WARM));
    }

    /** A card of the same model with other styles. */
    public static ModelCard card(List<CardStyle> styles) {
        return new ModelCard(
                "gallery",
                "three pictures",
                "each its own",
                "three gains",
                "none",
                Optional.of("Brushstream trainer, 1 minute on nothing"),
                "none",
                "none",
                "CC0-1.0",
                4,
                InputRange.ZERO_TO_255,
                styles);
    }

    /** The graph without its card. */
    public static TinyOnnx graph() {
        return gains(List.of(3L, 3L), 1, 1, 1, 0.5f, 0.5f, 0.5f, 2, 1, 0);
    }

    private static TinyOnnx gains(List<Long> shape, float... gains) {
        return TinyOnnx.bytes()
                .input("style_weights", FLOAT, shape.get(0).intValue())
                .floats("gains", shape, gains)
                .floats("half", List.of(), 0.5f)
                .floats("black", List.of(), 0)
                .floats("white", List.of(), 255)
                .node("MatMul", List.of("style_weights", "gains"), "gain") // 3
                .node("Cast", List.of("rgb"), "float", TinyOnnx.number("to", FLOAT)) // 1 x height x width x 3
                .node("Mul", List.of("float", "gain"), "scaled")
                .node("Clip", List.of("scaled", "black", "white"), "clipped")
                .node("Add", List.of("clipped", "half"), "rounded")
                .node("Cast", List.of("rounded"), "painted", TinyOnnx.number("to", UINT8));
    }

    /** A whole model file. */
    public static byte[] onnx() {
        return graph().metadata(card().toMetadata()).build();
    }

    /** The two styles without {@code none}, half of each by default. */
    public static byte[] withoutNone() {
        ModelCard card = card(List.of(
                new CardStyle("dark", DARK.title(), DARK.licence(), 0.5),
                new CardStyle("warm", WARM.title(), WARM.licence(), 0.5)));
        return gains(List.of(2L, 3L), 0.5f, 0.5f, 0.5f, 2, 1, 0)
                .metadata(card.toMetadata())
                .build();
    }
}
