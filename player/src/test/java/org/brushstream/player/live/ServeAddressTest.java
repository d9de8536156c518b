package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ServeAddressTest {
    private static final Optional<String> TOKEN = Optional.of("sunflowers");

    @Test
    void aPortAloneIsKeptToThisMachine() {
        ServeAddress address = ServeAddress.parse("8080", Optional.empty());

        assertThat(address.host().isLoopbackAddress()).isTrue();
        assertThat(address.port()).isEqualTo(8080);
    }

    @Test
    void otherAddressesNeedAToken() {
        for (String text : new String[] {"0.0.0.0:8080", "192.168.1.5:8080", "[::]:8080"}) {
            assertThat(ServeAddress.parse(text, TOKEN).port()).isEqualTo(8080);
            assertThatThrownBy(() -> ServeAddress.parse(text, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--token");
        }
        assertThat(ServeAddress.parse("[::1]:8080", Optional.empty()).host().isLoopbackAddress())
                .isTrue();
        assertThat(ServeAddress.parse("127.0.0.1:8080", Optional.empty()).token())
                .isEmpty();
    }

    @Test
    void tokensThatAreShortOrDoNotStandInALinkAreRefused() {
        for (String token : new String[] {"", "short", "with blank", "naïve-token", "a&b=cdefgh", "a;bcdefghi"}) {
            assertThatThrownBy(() -> ServeAddress.parse("8080", Optional.of(token)))
                    .as(token)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsNoAddressIsRefusedInASentence() {
        for (String wrong :
                new String[] {"", "http", "8080x", "70000", "-1", "a:b:80", "::1:8080", "no such host:80"}) {
            assertThatThrownBy(() -> ServeAddress.parse(wrong, TOKEN))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
