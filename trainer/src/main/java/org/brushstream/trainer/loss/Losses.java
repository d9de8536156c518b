package org.brushstream.trainer.loss;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The terms of a loss, as {@link PerceptualLoss.Terms} defines them, out of the device's memory.
 *
 * @param reproduction 0 where nothing is to give the photo back
 * @param stability 0 where nothing moves
 * @param imitation 0 where nobody teaches
 */
public record Losses(
        float content,
        float style,
        float variation,
        float reproduction,
        float stability,
        float imitation,
        float total) {
    /** Of a painting that is judged as it is: neither is it to give the photo back, nor does it move or imitate. */
    public Losses(float content, float style, float variation, float total) {
        this(content, style, variation, 0, 0, 0, total);
    }

    /** The mean of each term over at least one of these. */
    public static Losses mean(List<Losses> all) {
        return new Losses(
                mean(all, Losses::content),
                mean(all, Losses::style),
                mean(all, Losses::variation),
                mean(all, Losses::reproduction),
                mean(all, Losses::stability),
                mean(all, Losses::imitation),
                mean(all, Losses::total));
    }

    private static float mean(List<Losses> all, ToDoubleFunction<Losses> term) {
        return (float) all.stream().mapToDouble(term).average().orElseThrow();
    }
}
