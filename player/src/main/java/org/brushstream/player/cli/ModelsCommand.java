package org.brushstream.player.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "models", description = "Lists the models there are, and the styles inside them.")
final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ModelStore store = new ModelStore();
        for (String name : store.list()) {
            try {
                StyleModel model = store.require(name);
                String title = model.card().map(ModelCard::title).orElse("no card");
                out.printf("%-16s %s (%s)%n", name, title, model.origin());
                for (CardStyle style : model.styles()) {
                    out.printf("  %-26s %s%n", style.name(), style.title());
                }
            } catch (ModelException e) { // one broken file must not hide the others
                out.printf("%-16s cannot be used: %s%n", name, e.getMessage());
            }
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Prints the card of a model, or of the one that holds a style: style picture, licences,"
                    + " training.")
    int show(@Parameters(paramLabel = "NAME|STYLE|FILE.onnx") String name) {
        StyleModel model = new ModelStore().choose(StyleMix.of(name)).model();
        spec.commandLine()
                .getOut()
                .printf(
                        "%s",
                        model.card()
                                .map(ModelCard::toText)
                                .orElse(model + " has no card: Brushstream did not train it\n"));
        return 0;
    }
}
