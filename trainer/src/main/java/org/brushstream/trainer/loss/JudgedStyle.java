package org.brushstream.trainer.loss;

import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.jspecify.annotations.Nullable;

/**
 * One style of a model, painted without any other, so that it can be judged.
 *
 * @param mix that style alone; empty for a model whose card does not name several
 */
public record JudgedStyle(StyleModel model, Optional<StyleMix> mix) {
    public JudgedStyle {
        if (mix.isPresent() == model.styles().isEmpty()) {
            throw new IllegalArgumentException("one style of a model of several is judged, not "
                    + mix.map(StyleMix::toString).orElse("an unnamed one") + " of " + model);
        }
        mix.ifPresent(named -> {
            if (!named.isSingle()) {
                throw new IllegalArgumentException("a mix was not learned and cannot be judged: " + named);
            }
            model.weights(named); // refuses a style that it does not hold
        });
    }

    /**
     * A style by its name.
     *
     * @param name {@code null} for a model of one style, or of one besides {@value CardStyle#NONE}
     * @throws ModelException if the model holds no such style, or several and none was named, with those that it holds
     * @throws IllegalArgumentException if the name is blank
     */
    public static JudgedStyle of(StyleModel model, @Nullable String name) {
        if (name != null) {
            StyleMix named = StyleMix.of(name);
            model.weights(named); // has the sentence for a style that it does not hold, and for a model of one style
            return new JudgedStyle(model, Optional.of(named));
        }
        List<String> held = model.styles().stream().map(CardStyle::name).toList();
        if (held.isEmpty()) {
            return new JudgedStyle(model, Optional.empty());
        }
        List<String> painted =
                held.stream().filter(style -> !style.equals(CardStyle.NONE)).toList();
        if (painted.size() != 1) {
            throw new ModelException(
                    model + " holds several styles; name one with --style-name: " + String.join(", ", held));
        }
        return new JudgedStyle(model, Optional.of(StyleMix.of(painted.get(0))));
    }

    /** What the style is called; {@code null} for a model of one style. */
    public @Nullable String name() {
        return mix.map(StyleMix::toString).orElse(null);
    }

    /**
     * What the style was trained with.
     *
     * @return empty if the model has no card
     * @throws ModelException if the card says it in words of its own, or of other styles than it names
     */
    public Optional<Objective> learned() {
        return model.card().map(this::learnedBy);
    }

    private Objective learnedBy(ModelCard card) {
        return LearnedObjective.parse(card.objective())
                .flatMap(all -> all.objective(name()))
                .orElseThrow(
                        () -> new ModelException(
                                this + " learned by '" + card.objective()
                                        + "', which is no objective that can be judged by; give the whole of one by options, see --help"));
    }

    /** For messages: the model, and the style where it holds several. */
    @Override
    public String toString() {
        return model + mix.map(style -> ", style " + style).orElse("");
    }
}
