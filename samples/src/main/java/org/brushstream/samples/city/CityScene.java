package org.brushstream.samples.city;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws the town at any moment. The same moment gives the same pixels. Not thread-safe: it reuses its canvas. */
final class CityScene {
    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    /** Where the far bank meets the river, pixels from the top. */
    static final int WATERLINE = 250;

    /** The canvas is this much larger than the film, so that thin lines move smoothly. */
    private static final int OVERSAMPLING = 2;

    private final BufferedImage canvas =
            new BufferedImage(WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING, BufferedImage.TYPE_INT_RGB);
    private final List<Layer> layers = List.of(
            new Sky(),
            Skyline.far(),
            CityScene::searchlights,
            Skyline.middle(),
            Skyline.houses(),
            new Embankment(),
            new Bridge(),
            new River(canvas),
            new Boat(),
            new Quay());

    private static void searchlights(Graphics2D g, Moment now) {
        double left = now.left(0.3);
        Lights.searchlight(g, left + 152, WATERLINE, -0.25 + 0.5 * now.swing(6, 0.1), now);
        Lights.searchlight(g, left + 352, WATERLINE, 0.35 - 0.6 * now.swing(7, 0.6), now);
    }

    /** A new picture of 640x360 pixels. */
    BufferedImage at(double seconds) {
        Moment now = new Moment(seconds);
        Graphics2D g = canvas.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.scale(OVERSAMPLING, OVERSAMPLING);
        for (Layer layer : layers) {
            layer.paint(g, now);
        }
        g.dispose();
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D small = picture.createGraphics();
        small.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        small.drawImage(canvas, 0, 0, WIDTH, HEIGHT, null); // bilinear at exactly one half is the mean of four
        small.dispose();
        return Bloom.apply(picture);
    }
}
