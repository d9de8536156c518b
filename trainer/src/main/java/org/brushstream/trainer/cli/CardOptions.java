package org.brushstream.trainer.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.brushstream.trainer.train.TrainingJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What stands in a model's card and only a person can know. */
@Command(optionListHeading = "%nThe model's card:%n")
final class CardOptions {
    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "Style picture, painter and year (default: the names of the styles).")
    private @Nullable String title;

    @Option(
            names = "--style-title",
            paramLabel = "NAME=TEXT",
            description = "The same of one of several styles, by its name; as often as there are styles.")
    private Map<String, String> titles = new LinkedHashMap<>();

    @Option(names = "--style-licence", paramLabel = "TEXT", description = "Licence of the style picture.")
    private String styleLicence = "not stated";

    @Option(names = "--data", paramLabel = "TEXT", description = "Where the photographs come from.")
    private String data = "not stated";

    @Option(names = "--licence", paramLabel = "TEXT", description = "Licence of the model.")
    private String licence = "not stated";

    /** @param names of the styles, in place of a title */
    TrainingJob.Credits credits(String names) {
        return new TrainingJob.Credits(title == null ? names : title, titles, styleLicence, data, licence);
    }
}
