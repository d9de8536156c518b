package org.brushstream.trainer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HalfTest {
    /** Bits as numpy 1.24.2 has them: {@code np.float32(value).astype(np.float16).view(np.uint16)}. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 3c00",
        "-2.5, c100",
        "-0.0, 8000",
        "0.1, 2e66",
        "3.1415927, 4248",
        "23.0119, 4dc1",
        "1.00048828125, 3c00", // halfway, to even
        "1.00146484375, 3c02",
        "2047.5, 6800", // carries into the exponent
        "2049.0, 6800",
        "2051.0, 6802",
        "65504.0, 7bff",
        "65519.996, 7bff",
        "65520.0, 7c00",
        "6.1035156e-5, 400", // the smallest normal one
        "6.0975552e-5, 3ff",
        "1e-7, 2",
        "5.9604645e-8, 1",
        "8.9406967e-8, 2", // halfway
        "2.9802322e-8, 0",
        "2.980233e-8, 1",
        "Infinity, 7c00",
    })
    void roundsAsNumpyDoes(float value, String bits) {
        assertThat(Integer.toHexString(Half.bits(value) & 0xffff)).isEqualTo(bits);
    }
}
