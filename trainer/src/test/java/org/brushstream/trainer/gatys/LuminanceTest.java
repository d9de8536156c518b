package org.brushstream.trainer.gatys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LuminanceTest {
    private static final Offset<Float> ROUNDING = within(1e-4f); // sums of a few numbers of up to 255 in 32 bits

    private final NDManager manager = NDManager.newBaseManager();
    /** Red, green, blue and an orange. */
    private final NDArray photo =
            manager.create(new float[] {255, 0, 0, 200, 0, 255, 0, 100, 0, 0, 255, 50}, new Shape(1, 3, 2, 2));

    private final Luminance luminance = new Luminance(photo);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void lumaIsThatOfBt601() {
        // 0.299 x 255; 0.587 x 255; 0.114 x 255; 0.299 x 200 + 0.587 x 100 + 0.114 x 50
        float[] byHand = {76.245f, 149.685f, 29.07f, 124.2f};
        assertThat(luminance.target().getShape()).isEqualTo(new Shape(1, 1, 2, 2));
        assertThat(luminance.target().toFloatArray()).containsExactly(byHand, ROUNDING);
    }

    @Test
    void paintedPictureHasThePaintedLumaAndThePhotosColourDifferences() {
        NDArray painted = manager.create(new float[] {10, 90, 200, 124.2f}, new Shape(1, 1, 2, 2));
        NDArray picture = luminance.picture(painted);

        assertThat(Luminance.of(picture).toFloatArray()).containsExactly(painted.toFloatArray(), ROUNDING);
        assertThat(difference(picture, 2, 0.564f)).containsExactly(difference(photo, 2, 0.564f), ROUNDING); // Cb
        assertThat(difference(picture, 0, 0.713f)).containsExactly(difference(photo, 0, 0.713f), ROUNDING); // Cr
        // The first pixel by hand: 10 - 76.245 = -66.245 is added to red, green and blue.
        float[] values = picture.toFloatArray();
        assertThat(new float[] {values[0], values[4], values[8]})
                .containsExactly(new float[] {188.755f, -66.245f, -66.245f}, ROUNDING);
    }

    /** Cb = 0.564 (B - Y), Cr = 0.713 (R - Y): ITU-R BT.601. */
    private static float[] difference(NDArray rgb, int channel, float factor) {
        float[] values = rgb.toFloatArray();
        float[] differences = new float[4];
        for (int i = 0; i < 4; i++) {
            float luma = 0.299f * values[i] + 0.587f * values[4 + i] + 0.114f * values[8 + i];
            differences[i] = factor * (values[4 * channel + i] - luma);
        }
        return differences;
    }

    @Test
    void paintingThePhotosOwnLumaGivesThePhoto() {
        assertThat(luminance.picture(luminance.target()).toFloatArray())
                .containsExactly(photo.toFloatArray(), ROUNDING);
    }

    @Test
    void styleIsGreyWithThePhotosMeanAndDeviation() {
        NDArray photoOfTwo = grey(100, 200); // mean 150, deviation 50
        NDArray style = new Luminance(photoOfTwo).style(grey(10, 20)); // mean 15, deviation 5: stretched by 10
        assertThat(style.getShape()).isEqualTo(new Shape(1, 3, 1, 2));
        assertThat(style.toFloatArray()).containsExactly(new float[] {100, 200, 100, 200, 100, 200}, ROUNDING);
    }

    @Test
    void evenlyGreyStyleStaysEven() {
        NDArray style = new Luminance(grey(100, 200)).style(grey(30, 30));
        assertThat(style.toFloatArray()).containsExactly(new float[] {150, 150, 150, 150, 150, 150}, ROUNDING);
    }

    private NDArray grey(float left, float right) {
        return manager.create(new float[] {left, right, left, right, left, right}, new Shape(1, 3, 1, 2));
    }

    @Test
    void onlyResultsStayInMemory() {
        int arrays = manager.getManagedArrays().size();
        luminance.picture(luminance.target()).close();
        luminance.style(photo).close();
        assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
    }
}
