package org.brushstream.runtime.model;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds models by name: the user's own folder first, then those bundled with Brushstream. So somebody who trains a
 * better {@code great-wave} gets it without another name; {@link StyleModel#origin()} tells which one it is.
 *
 * <p>Holds nothing but where to look: a file that is added later is found.
 */
public final class ModelStore {
    /** Names the user's own folder, if it is not {@code ~/.brushstream/models}. */
    public static final String FOLDER_VARIABLE = "BRUSHSTREAM_MODELS";

    private static final String IN_FLOATS = ".float32"; // behind the name of the net in bytes
    private static final String BUNDLE = "org/brushstream/models/"; // on the class path
    private static final Pattern SUM_LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)"); // as sha256sum writes

    private final Path folder;
    private final ClassLoader bundle;

    /** Looks in the folder of {@value #FOLDER_VARIABLE}, else {@code ~/.brushstream/models}; it need not exist. */
    public ModelStore() {
        this(userFolder());
    }

    /** Looks in this folder instead of the user's; it need not exist. */
    public ModelStore(Path folder) {
        this(folder, ModelStore.class.getClassLoader());
    }

    ModelStore(Path folder, ClassLoader bundle) {
        this.folder = folder;
        this.bundle = bundle;
    }

    private static Path userFolder() {
        @Nullable String chosen = System.getenv(FOLDER_VARIABLE);
        return chosen != null && !chosen.isBlank()
                ? Path.of(chosen)
                : Path.of(System.getProperty("user.home"), ".brushstream", "models");
    }

    /**
     * The names that {@link #require} knows, sorted. The files are not opened: a broken one is listed as well, and the
     * styles inside of models are not, see {@link StyleModel#styles()}.
     */
    public List<String> list() {
        Set<String> names = new TreeSet<>(own().keySet());
        names.addAll(sums().keySet());
        return List.copyOf(withoutTwins(names));
    }

    /**
     * Loads a model.
     *
     * @param nameOrPath a name, or the path of a model file: all that ends in {@code .onnx} or has a separator
     * @throws ModelException if there is none, or if it is damaged
     */
    public StyleModel require(String nameOrPath) {
        if (isPath(nameOrPath)) {
            return StyleModel.read(path(nameOrPath));
        }
        @Nullable Path own = own().get(nameOrPath);
        if (own != null) {
            return StyleModel.read(own);
        }
        @Nullable String sum = sums().get(nameOrPath);
        if (sum != null) {
            return bundled(nameOrPath, sum);
        }
        List<String> known = list();
        throw unknown("model", nameOrPath, known, String.join(", ", known));
    }

    /** Whether there is the same net in floats as well: {@code NAME.float32.onnx} beside {@code NAME.onnx}. */
    public boolean hasFloats(StyleModel model) {
        return model.folder()
                .map(folder -> Files.isRegularFile(floats(folder, model)))
                .orElseGet(() -> sums().containsKey(model.name() + IN_FLOATS));
    }

    /**
     * The same net in floats.
     *
     * @param model one that {@linkplain #hasFloats has} it
     * @throws ModelException if it is damaged
     */
    public StyleModel inFloats(StyleModel model) {
        if (!hasFloats(model)) {
            throw new IllegalArgumentException("there is no other file of " + model);
        }
        if (model.folder().isPresent()) {
            return StyleModel.read(floats(model.folder().get(), model));
        }
        String name = model.name() + IN_FLOATS;
        return bundled(name, Objects.requireNonNull(sums().get(name)));
    }

    /** Where the same net in floats lies, if it lies anywhere: {@code NAME.float32.onnx} beside {@code NAME.onnx}. */
    public static Path floatsBeside(Path bytes) {
        return bytes.resolveSibling(StyleModel.nameOf(bytes) + IN_FLOATS + StyleModel.ENDING);
    }

    private static Path floats(Path folder, StyleModel model) {
        return floatsBeside(folder.resolve(model.name() + StyleModel.ENDING));
    }

    /**
     * Finds the model for what somebody asks for. One name alone, or a path, is a model as for {@link #require}; where no
     * model has that name, and for a mix, it is the one model that holds all these styles, the user's own before those
     * bundled.
     *
     * @throws ModelException if there is none, or if it is damaged, or if several hold all these styles
     */
    public StyleChoice choose(StyleMix mix) {
        Set<String> own = own().keySet();
        Set<String> bundled = new TreeSet<>(sums().keySet());
        bundled.removeAll(own); // hidden
        String first = mix.styles().get(0);
        if (isPath(first) && first.contains(",") && !Files.exists(path(first))) {
            throw new ModelException(
                    "there is no model file '" + first + "', and files cannot be mixed: give the names of"
                            + " styles inside one model, and the model with --model");
        }
        if (mix.isSingle() && (isPath(first) || own.contains(first) || bundled.contains(first))) {
            return new StyleChoice(require(first), Optional.empty());
        }
        for (Set<String> names : List.of(own, bundled)) {
            List<StyleModel> holders = usable(withoutTwins(names))
                    .filter(model -> model.holds(mix))
                    .toList();
            if (holders.size() > 1) {
                String several =
                        String.join(", ", holders.stream().map(StyleModel::name).toList());
                throw new ModelException("several models hold " + String.join(" and ", mix.styles()) + ": " + several
                        + "; say which one, as in --model " + holders.get(0).name());
            }
            if (!holders.isEmpty()) {
                return new StyleChoice(holders.get(0), Optional.of(mix));
            }
        }
        throw nowhere(mix);
    }

    /**
     * Looks for what somebody asks for in this model only.
     *
     * @param mix of its styles; or its own name or path alone, for the model as it is
     * @param model as for {@link #require}
     * @throws ModelException if there is no such model, or if it is damaged, or if it does not hold all these styles
     */
    public StyleChoice choose(StyleMix mix, String model) {
        StyleModel found = require(model);
        String first = mix.styles().get(0);
        if (mix.isSingle() && !found.holds(mix) && (first.equals(model) || first.equals(found.name()))) {
            return new StyleChoice(found, Optional.empty());
        }
        found.weights(mix); // else it says what is not in it
        return new StyleChoice(found, Optional.of(mix));
    }

    /** Those models that can be read: a broken one must not hide the others. */
    private Stream<StyleModel> usable(Collection<String> names) {
        return names.stream().flatMap(name -> {
            try {
                return Stream.of(require(name));
            } catch (ModelException e) {
                return Stream.empty();
            }
        });
    }

    /** Without those that are another's net once more, in floats. */
    private static Set<String> withoutTwins(Set<String> names) {
        return names.stream()
                .filter(name -> !name.endsWith(IN_FLOATS)
                        || !names.contains(name.substring(0, name.length() - IN_FLOATS.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a text is the path of a model file, rather than a name. */
    static boolean isPath(String text) {
        return text.endsWith(StyleModel.ENDING) || text.indexOf('/') >= 0 || text.indexOf(File.separatorChar) >= 0;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ModelException("'" + text + "' is no path on this system; check it", e);
        }
    }

    /** The user's model files by name. */
    private SortedMap<String, Path> own() {
        SortedMap<String, Path> own = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return own;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(StyleModel.ENDING) && Files.isRegularFile(file))
                    .forEach(file -> own.put(StyleModel.nameOf(file), file));
            return own;
        } catch (IOException e) {
            throw new ModelException("cannot list the models in '" + folder + "': " + e.getMessage(), e);
        }
    }

    /** SHA-256 sums in hex of the bundled models by name; empty where none are bundled. */
    private Map<String, String> sums() {
        Map<String, String> sums = new TreeMap<>();
        byte @Nullable [] lines = resource("SHA256SUMS");
        if (lines == null) {
            return sums;
        }
        new String(lines, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    Matcher sum = SUM_LINE.matcher(line);
                    if (!sum.matches()) {
                        throw new ModelException(
                                "the list of bundled models is damaged at '" + line + "'; install again");
                    }
                    String file = sum.group(2);
                    if (file.endsWith(StyleModel.ENDING)) {
                        sums.put(file.substring(0, file.length() - StyleModel.ENDING.length()), sum.group(1));
                    }
                });
        return sums;
    }

    private StyleModel bundled(String name, String sum) {
        byte @Nullable [] onnx = resource(name + StyleModel.ENDING);
        if (onnx == null) {
            throw new ModelException("the bundled model '" + name + "' is listed but missing; install again");
        }
        if (!Sha256.of(onnx).equalsIgnoreCase(sum)) {
            throw new ModelException("the bundled model '" + name + "' is damaged (wrong SHA-256); install again");
        }
        return StyleModel.of(name, "bundled", onnx);
    }

    private byte @Nullable [] resource(String file) {
        try (@Nullable InputStream in = bundle.getResourceAsStream(BUNDLE + file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new ModelException("cannot read the bundled '" + file + "': " + e.getMessage(), e);
        }
    }

    /** Why a mix is in no model: a name that nobody knows, or names that are not together in any. */
    private ModelException nowhere(StyleMix mix) {
        List<String> models = list();
        Set<String> known = new TreeSet<>(models);
        StringBuilder text = new StringBuilder(String.join(", ", models));
        usable(models).filter(model -> !model.styles().isEmpty()).forEach(model -> {
            List<String> styles = model.styles().stream().map(CardStyle::name).toList();
            known.addAll(styles);
            text.append("; inside ").append(model.name()).append(": ").append(String.join(", ", styles));
        });
        for (String style : mix.styles()) {
            if (!known.contains(style)) {
                return unknown("style", style, known, text.toString());
            }
        }
        return new ModelException("no single model holds " + String.join(" and ", mix.styles())
                + " together, and styles of separate models cannot be mixed (known: " + text + ")");
    }

    private ModelException unknown(String kind, String name, Collection<String> known, String list) {
        String message = "there is no " + kind + " '" + name + "'";
        if (known.isEmpty()) {
            return new ModelException(message + ", and no other: put NAME.onnx into '" + folder + "' or give a path");
        }
        String hint = EditDistance.nearest(name, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
        return new ModelException(message + hint + " (known: " + list + ")");
    }
}
