package org.brushstream.trainer.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lists a command's options under the headings of the mixins they come from: its own first, under none. Picocli's argument
 * groups would do the same, but forget what was given before where an option is repeated.
 */
final class OptionSections {
    private OptionSections() {}

    /** Changes the help of a command whose mixins have an option list heading; that of others stays as it is. */
    static void show(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.mixins().values().stream().anyMatch(mixin -> !heading(mixin).isEmpty())) {
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> sections(spec, help));
        }
    }

    private static String heading(CommandSpec mixin) {
        String heading = mixin.usageMessage().optionListHeading();
        return heading == null ? "" : heading;
    }

    private static String sections(CommandSpec spec, Help help) {
        List<OptionSpec> own = new ArrayList<>(spec.options());
        StringBuilder text = new StringBuilder();
        for (CommandSpec mixin : spec.mixins().values()) {
            if (!heading(mixin).isEmpty()) {
                List<OptionSpec> options = own.stream()
                        .filter(option -> mixin.optionsMap().containsKey(option.longestName()))
                        .toList();
                own.removeAll(options);
                text.append(String.format(heading(mixin))).append(list(options, help));
            }
        }
        return list(own, help) + text;
    }

    private static String list(List<OptionSpec> options, Help help) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options.stream().filter(option -> !option.hidden()).toList(), help.parameterLabelRenderer());
        return layout.toString();
    }
}
