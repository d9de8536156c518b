package org.brushstream.trainer.loss;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is minimised: {@code content x content loss + style x style loss + variation x variation loss}.
 *
 * @param net whose layers are looked at
 * @param content weight of the content loss, 0 or more
 * @param style weight of the style loss, 0 or more; useful from 1 (hues) to 8 (textures swallow the photo)
 * @param variation weight of the total variation, 0 or more
 * @param contentLayers layers of the content loss
 * @param styleLayers layers of the style loss
 * @param styleSize shorter side of the style pictures while the net looks at them, 32 to 4096 pixels: larger makes broader
 *     strokes
 */
public record Objective(
        Vgg net,
        double content,
        double style,
        double variation,
        List<String> contentLayers,
        List<String> styleLayers,
        int styleSize) {
    /** By VGG-19. Chosen by eye: textures arrive and the photo stays readable. */
    public static final Objective DEFAULT = new Objective(
            Vgg.VGG19, 1, 4, 0.1, List.of("relu3_3"), List.of("relu1_2", "relu2_2", "relu3_3", "relu4_3"), 384);

    private static final Pattern TEXT =
            Pattern.compile("(?<net>VGG-[0-9]+): (?<content>[0-9.Ee-]+) x content\\((?<contentLayers>[^)]+)\\)"
                    + " \\+ (?<style>[0-9.Ee-]+) x style\\((?<styleLayers>[^)]+) at (?<size>[0-9]+) px\\)"
                    + " \\+ (?<variation>[0-9.Ee-]+) x variation");

    public Objective {
        for (double weight : new double[] {content, style, variation}) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a loss weight must be 0 or more, not " + weight);
            }
        }
        if (styleSize < 32 || styleSize > 4096) {
            throw new IllegalArgumentException("the shorter side of a style picture is 32 to 4096 pixels, not "
                    + styleSize + ": under 32 there is no texture to learn");
        }
        net.requireKnown(contentLayers);
        net.requireKnown(styleLayers);
        contentLayers = List.copyOf(contentLayers);
        styleLayers = List.copyOf(styleLayers);
    }

    /**
     * Reads the text that {@link #toString} writes into a model's card.
     *
     * @return empty if the text is of another form
     */
    public static Optional<Objective> parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Objective(
                    Vgg.titled(found.group("net")).orElseThrow(),
                    Double.parseDouble(found.group("content")),
                    Double.parseDouble(found.group("style")),
                    Double.parseDouble(found.group("variation")),
                    List.of(found.group("contentLayers").split(" ")),
                    List.of(found.group("styleLayers").split(" ")),
                    Integer.parseInt(found.group("size"))));
        } catch (RuntimeException e) { // a number, a layer or a net of its own invention
            return Optional.empty();
        }
    }

    /** The same, with another weight of the style: 0 or more. */
    public Objective withStyle(double weight) {
        return new Objective(net, content, weight, variation, contentLayers, styleLayers, styleSize);
    }

    /** The same, with style pictures of another size: 32 to 4096 pixels on the shorter side. */
    public Objective withStyleSize(int pixels) {
        return new Objective(net, content, style, variation, contentLayers, styleLayers, pixels);
    }

    /**
     * The same, with other layers of the style.
     *
     * @throws org.brushstream.runtime.model.ModelException if the net has no such layers
     */
    public Objective withStyleLayers(List<String> layers) {
        return new Objective(net, content, style, variation, contentLayers, layers, styleSize);
    }

    /**
     * The same, by another net.
     *
     * @throws org.brushstream.runtime.model.ModelException if that has no such layers
     */
    public Objective by(Vgg other) {
        return new Objective(other, content, style, variation, contentLayers, styleLayers, styleSize);
    }

    /** As it stands in a model's card. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s x content(%s) + %s x style(%s at %d px) + %s x variation",
                net,
                number(content),
                String.join(" ", contentLayers),
                number(style),
                String.join(" ", styleLayers),
                styleSize,
                number(variation));
    }

    /** Without a point where there is nothing behind it. */
    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
