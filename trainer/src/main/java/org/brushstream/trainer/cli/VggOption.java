package org.brushstream.trainer.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.fetch.VggFetch;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.LearnedObjective;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The weights that judge paintings: a file that was named, or what {@code vgg fetch} got. */
final class VggOption {
    /** System property: a folder to use instead of {@code ~/.brushstream}. */
    static final String FOLDER = "brushstream.folder";

    @Option(
            names = "--vgg",
            paramLabel = "FILE",
            description = "VGG-19 or VGG-16 weights as .safetensors with torchvision's names; they judge the paintings"
                    + " (default: ~/.brushstream/vgg/vgg19-features.safetensors, where vgg fetch puts them).")
    private @Nullable Path given;

    private @Nullable Path checked;

    /** Where {@code vgg fetch} puts a net unless it is told otherwise. */
    static Path fetched(Vgg net) {
        String home = System.getProperty(
                FOLDER, Path.of(System.getProperty("user.home"), ".brushstream").toString());
        return Path.of(home, "vgg", net.id() + "-features.safetensors");
    }

    /**
     * The file to use, which may yet be absent if it was named.
     *
     * @throws ModelException if none was named and none was fetched, or that has changed since
     */
    Path file() {
        return file(Vgg.VGG19);
    }

    /** The same; if none was named, of the net that a model learned by, where its card tells. */
    Path file(StyleModel model) {
        return file(LearnedObjective.of(model)
                .map(learned -> learned.common().net())
                .orElse(Vgg.VGG19));
    }

    private Path file(Vgg net) {
        if (given != null) {
            return given;
        }
        Path fetched = fetched(net);
        if (!Files.exists(fetched)) {
            throw new ModelException("there are no VGG weights at " + fetched + "; get them, once, with"
                    + " brushstream-trainer vgg fetch" + (net == Vgg.VGG19 ? "" : " --net " + net.id())
                    + ", or give a .safetensors file with --vgg");
        }
        if (!fetched.equals(checked)) {
            VggFetch.requireUnchanged(fetched); // damaged weights judge wrongly, and nobody would notice
            checked = fetched;
        }
        return fetched;
    }

    /**
     * Which net the file holds.
     *
     * @throws ModelException if there is no file, or it holds none
     */
    Vgg net() {
        return VggHeader.read(file()).net();
    }

    /**
     * What a style is judged by unless options say otherwise: what it was trained with; where there is no telling, the usual
     * by the net that judges.
     *
     * @param replaced whether options say otherwise of all, so that the model's card may have any words
     * @throws ModelException if the card has words of its own and they matter, or there is no file of weights
     */
    Objective objective(JudgedStyle painter, boolean replaced) {
        Optional<Objective> learned = replaced ? Optional.empty() : painter.learned();
        return learned.orElseGet(
                () -> Objective.DEFAULT.by(VggHeader.read(file(painter.model())).net()));
    }
}
