package org.brushstream.runtime.model;

/**
 * What a model that holds several styles says about one of them.
 *
 * @param name what users call the style, written as a model's name is
 * @param title the style picture: "The Great Wave off Kanagawa, Katsushika Hokusai, 1831"
 * @param licence of the style picture
 * @param weight its share of what the model paints when nobody asks for a mix, 0 to 1
 */
public record CardStyle(String name, String title, String licence, double weight) {
    /** The style that gives the photograph back, for a net that learned to; the first of its model. */
    public static final String NONE = "none";

    public CardStyle {
        ModelCard.requireName("style", name);
        ModelCard.requireLine("title of style " + name, title);
        ModelCard.requireLine("licence of style " + name, licence);
        if (!(weight >= 0 && weight <= 1)) { // so that NaN is refused as well
            throw new IllegalArgumentException("weight of style " + name + " is 0 to 1, not " + weight);
        }
    }
}
