package org.brushstream.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameTest {
    @Test
    void refusesABufferOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Frame(new FrameSize(2, 3), 0, ByteBuffer.allocate(17)))
                .withMessage("a 2x3 RGB24 frame needs 18 bytes, the buffer has 17");
    }

    @Test
    void takesOnlyWhatRemainsInTheBuffer() {
        ByteBuffer larger =
                ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}).position(1).limit(4);

        assertThat(new Frame(new FrameSize(1, 1), 0, larger).rgb()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    @Test
    void readersDoNotDisturbEachOtherAndCannotWrite() {
        Frame frame = Fakes.frame(1);
        frame.rgb().get(new byte[3]);

        assertThat(frame.rgb().remaining()).isEqualTo(3);
        Assertions.assertThatThrownBy(() -> frame.rgb().put(0, (byte) 7)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(frame).isEqualTo(Fakes.frame(1)).hasSameHashCodeAs(Fakes.frame(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, -1", "26755, 26755", "2147483647, 2147483647"}) // 26755^2 * 3 > 2^31 - 1
    void refusesSizesThatNoBufferCanHold(int width, int height) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameSize(width, height))
                .withMessage("a frame cannot be " + width + "x" + height + " pixels");
    }

    @Test
    void sizeIsReadAsItIsWritten() {
        assertThat(FrameSize.parse("640x360"))
                .isEqualTo(new FrameSize(640, 360))
                .hasToString("640x360");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "640", "640*360", "640x", " 640x360", "640x360p", "-1x5", "640x9999999999"})
    void textThatIsNoSizeIsAnsweredWithOneThatIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameSize.parse(text))
                .withMessage("'" + text + "' is no size; write it like 640x360");
    }

    @Test
    void countsTheBytesOfTheLargestSquare() {
        assertThat(new FrameSize(26754, 26754).rgbBytes()).isEqualTo(2_147_329_548); // 26754 * 26754 * 3
    }
}
