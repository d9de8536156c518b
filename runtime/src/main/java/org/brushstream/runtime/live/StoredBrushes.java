package org.brushstream.runtime.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.PrecisionChoice;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleChoice;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.StyleWeights;

/** The models of a store, painted with by ONNX Runtime. */
final class StoredBrushes implements Brushes {
    private final ModelStore store;
    private final Precision precision;
    private final int threads;
    private final Map<String, StyleModel> models = new ConcurrentHashMap<>(); // by the names of nets

    /** Where styles are, by their names and the device: a mix that is dragged must not read files again and again. */
    private final Map<Wish, List<StyleModel>> found = new ConcurrentHashMap<>();

    private record Wish(List<String> styles, Device device) {}

    /**
     * @param precision what nets calculate in, where there are two files
     * @param threads of one inference; 0: one for each processor
     */
    StoredBrushes(ModelStore store, Precision precision, int threads) {
        this.store = store;
        this.precision = precision;
        this.threads = threads;
    }

    @Override
    public List<Part> plan(StyleMix mix, Device device) {
        List<StyleModel> holders = found.get(new Wish(mix.styles(), device));
        if (holders == null) {
            holders = find(mix, device);
            found.put(new Wish(mix.styles(), device), holders);
        }
        if (holders.size() == 1) {
            StyleModel model = holders.get(0);
            return List.of(new Part(name(model), weights(model, mix), 1));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < holders.size(); i++) {
            StyleMix.Share share = mix.shares().get(i);
            StyleModel model = holders.get(i);
            parts.add(new Part(name(model), weights(model, StyleMix.of(share.style())), share.weight()));
        }
        return parts;
    }

    /** One model for all styles, or one for each. */
    private List<StyleModel> find(StyleMix mix, Device device) {
        try {
            return List.of(model(store.choose(mix), device));
        } catch (ModelException e) {
            if (mix.isSingle()) {
                throw e;
            }
        }
        return mix.styles().stream()
                .map(style -> model(store.choose(StyleMix.of(style)), device))
                .toList();
    }

    private StyleModel model(StyleChoice choice, Device device) {
        // A precision that is asked for by name is that of the nets that have it; the others paint as they are.
        Precision wanted = store.hasFloats(choice.model()) ? precision : Precision.AUTO;
        StyleModel model = new PrecisionChoice(store, threads).choose(choice.model(), wanted, device);
        models.put(name(model), model);
        return model;
    }

    private static String name(StyleModel model) {
        return model.toString(); // name and origin
    }

    /** A model asked for by its own name paints as its card says. */
    private static Optional<StyleWeights> weights(StyleModel model, StyleMix mix) {
        List<String> inside = model.styles().stream().map(CardStyle::name).toList();
        return inside.containsAll(mix.styles()) ? Optional.of(model.weights(mix)) : Optional.empty();
    }

    @Override
    public Brush open(String net, Device device) {
        StyleModel model = Objects.requireNonNull(models.get(net), net);
        OrtStylizer stylizer = OrtStylizer.open(model, device, new StylizerOptions(null, 0, threads));
        return new NetBrush(model, stylizer);
    }

    @Override
    public Optional<StyleMix> faster(StyleMix mix) {
        return StyleStrip.faster(mix, store.list());
    }

    @Override
    public List<LiveStyle> styles() {
        return StyleStrip.of(store);
    }

    private static final class NetBrush implements Brush {
        private final OrtStylizer stylizer;
        private final Optional<StyleWeights> own; // as the card says
        private final boolean fades;

        NetBrush(StyleModel model, OrtStylizer stylizer) {
            List<CardStyle> styles = model.styles();
            this.stylizer = stylizer;
            this.own = styles.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StyleWeights(
                            styles.stream().map(CardStyle::weight).toList()));
            this.fades = !styles.isEmpty() && styles.get(0).name().equals(CardStyle.NONE);
        }

        @Override
        public Frame paint(Frame frame, Optional<StyleWeights> weights, Strength strength) {
            weights.or(() -> own).ifPresent(stylizer::mix);
            stylizer.strength(fades || strength.value() <= 1 ? strength : Strength.FULL);
            return stylizer.apply(frame);
        }

        @Override
        public Device device() {
            return stylizer.device();
        }

        @Override
        public String notice() {
            return stylizer.notice();
        }

        @Override
        public void close() {
            stylizer.close();
        }
    }
}
