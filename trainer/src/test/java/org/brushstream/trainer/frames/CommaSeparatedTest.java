package org.brushstream.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommaSeparatedTest {
    @Test
    void valuesStandBetweenCommas() {
        assertThat(CommaSeparated.values("a, b ,,c")).containsExactly("a", "b", "", "c");
        assertThat(CommaSeparated.values("")).containsExactly("");
        assertThat(CommaSeparated.values(",")).containsExactly("", "");
    }

    @Test
    void quotesKeepCommasBlanksAndDoubledQuotes() {
        assertThat(CommaSeparated.values("\"a, b\", \" c \" ,\"5\"\" disc\",\"\""))
                .containsExactly("a, b", " c ", "5\" disc", "");
    }

    @Test
    void openQuotesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommaSeparated.values("a,\"b"))
                .withMessage("a quote is not closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommaSeparated.values("\"a\"b,c"))
                .withMessage("something follows a closed quote; double the quotes inside a value");
    }

    @Test
    void lineGivesItsValuesBack() {
        List<String> values = List.of("a", "b,c", "5\" disc", " d", "", "\"");
        assertThat(CommaSeparated.line(values)).isEqualTo("a,\"b,c\",\"5\"\" disc\",\" d\",,\"\"\"\"");
        assertThat(CommaSeparated.values(CommaSeparated.line(values))).isEqualTo(values);
    }
}
