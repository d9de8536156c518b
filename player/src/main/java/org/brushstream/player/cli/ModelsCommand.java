package org.brushstream.player.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "models", description = "Lists the styles that can be painted.")
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
            } catch (ModelException e) { // one broken file must not hide the others
                out.printf("%-16s cannot be used: %s%n", name, e.getMessage());
            }
        }
        return 0;
    }

    @Command(name = "show", description = "Prints a model's card: style picture, licences, training.")
    int show(@Parameters(paramLabel = "NAME|FILE.onnx") String name) {
        StyleModel model = new ModelStore().require(name);
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
