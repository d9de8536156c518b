package org.brushstream.trainer.loss;

import java.util.List;
import java.util.Locale;

/**
 * What is minimised: {@code content x content loss + style x style loss + variation x variation loss}.
 *
 * @param content weight of the content loss, 0 or more
 * @param style weight of the style loss, 0 or more; useful from 1 (hues) to 8 (textures swallow the photo)
 * @param variation weight of the total variation, 0 or more
 * @param contentLayers VGG-19 layers of the content loss
 * @param styleLayers VGG-19 layers of the style loss
 */
public record Objective(
        double content, double style, double variation, List<String> contentLayers, List<String> styleLayers) {
    /** Chosen by eye: textures arrive and the photo stays readable. */
    public static final Objective DEFAULT =
            new Objective(1, 4, 0.1, List.of("relu3_3"), List.of("relu1_2", "relu2_2", "relu3_3", "relu4_3"));

    public Objective {
        for (double weight : new double[] {content, style, variation}) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a loss weight must be 0 or more, not " + weight);
            }
        }
        VggFeatures.requireKnown(contentLayers);
        VggFeatures.requireKnown(styleLayers);
        contentLayers = List.copyOf(contentLayers);
        styleLayers = List.copyOf(styleLayers);
    }

    /** As it stands in a model's card. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "VGG-19: %s x content(%s) + %s x style(%s) + %s x variation",
                number(content),
                String.join(" ", contentLayers),
                number(style),
                String.join(" ", styleLayers),
                number(variation));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
