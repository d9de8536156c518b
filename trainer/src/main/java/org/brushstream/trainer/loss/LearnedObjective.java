package org.brushstream.trainer.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.StyleModel;
import org.jspecify.annotations.Nullable;

/**
 * What a net of one style or several was trained with: one {@link Objective} but for the weights of the styles, and how much
 * stability counted, which no single picture can be judged by.
 *
 * @param common with any style weight
 * @param names of the styles, in the order of the net; of a net of one style it may be unknown, and is empty then
 * @param weights of the styles, one for each name
 * @param stability weight of painting moved photos alike, 0 or more
 */
public record LearnedObjective(Objective common, List<String> names, List<Double> weights, double stability) {
    private static final String NUMBER = "[0-9.Ee-]+";
    private static final Pattern TEXT = Pattern.compile("(?<before>.* \\+ )(?<weights>" + NUMBER + "|\\([^)]*\\))"
            + "(?<after> x style\\(.* x variation)( \\+ " + NUMBER + " x reproduction)?( \\+ (?<stability>" + NUMBER
            + ") x stability)?");

    public LearnedObjective {
        names = List.copyOf(names);
        weights = List.copyOf(weights);
        if (names.isEmpty() || names.size() != weights.size()) {
            throw new IllegalArgumentException(
                    names.size() + " styles have " + weights.size() + " weights; each needs one");
        }
    }

    /**
     * Reads the text that {@link #toString} writes into a model's card.
     *
     * @return empty if the text is of another form
     */
    public static Optional<LearnedObjective> parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        Optional<Objective> common = Optional.empty();
        for (String weight : found.group("weights").replaceAll("[()]", "").split(", ", -1)) {
            String[] parts = weight.split(" ", 2);
            common = Objective.parse(found.group("before") + parts[0] + found.group("after"));
            if (common.isEmpty()) {
                return Optional.empty();
            }
            names.add(parts.length == 1 ? "" : parts[1]);
            weights.add(common.get().style());
        }
        @Nullable String stability = found.group("stability");
        try {
            double steady = stability == null ? 0 : Double.parseDouble(stability);
            return common.map(objective -> new LearnedObjective(objective, names, weights, steady));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What a model was trained with; empty if it has no card, or its card does not say so in the form of {@link #parse}. */
    public static Optional<LearnedObjective> of(StyleModel model) {
        return model.card().flatMap(card -> parse(card.objective()));
    }

    /**
     * What one style was trained with.
     *
     * @param name {@code null} for the only one
     * @return empty if there is no such style, or it was not named and there are several
     */
    public Optional<Objective> objective(@Nullable String name) {
        if (name == null && names.size() > 1) {
            return Optional.empty();
        }
        int place = name == null ? 0 : names.indexOf(name);
        return place < 0 ? Optional.empty() : Optional.of(common.withStyle(weights.get(place)));
    }

    /** The objective of a net that has nothing but one of the styles, by its place. */
    public LearnedObjective only(int style) {
        return new LearnedObjective(common, List.of(names.get(style)), List.of(weights.get(style)), stability);
    }

    /** As it stands in a model's card; of a net of one style it begins as the {@link Objective} alone does. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (names.size() == 1) {
            text.append(common.withStyle(rounded(weights.get(0))));
        } else {
            List<String> all = new ArrayList<>();
            for (int style = 0; style < names.size(); style++) {
                all.add(Objective.number(rounded(weights.get(style))) + " " + names.get(style));
            }
            text.append(common.withStyle(0)
                    .toString()
                    .replace("+ 0 x style(", "+ (" + String.join(", ", all) + ") x style("));
            if (names.contains(CardStyle.NONE)) {
                text.append(" + ")
                        .append(Objective.number(PerceptualLoss.REPRODUCTION_WEIGHT))
                        .append(" x reproduction");
            }
        }
        return text + (stability == 0 ? "" : " + " + Objective.number(stability) + " x stability");
    }

    /** To four digits: a card is read by people, and nobody judges by the fifth. */
    private static double rounded(double weight) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3e", weight));
    }
}
