package org.brushstream.player.live;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Optional;
import javax.accessibility.AccessibleRole;
import javax.swing.SwingUtilities;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.live.LiveFrame;
import org.brushstream.runtime.live.LiveViewer;

/**
 * The painted picture, as large as there is room and never distorted. With the split shown, the source is on the left of the
 * mouse. The event thread only copies what {@link PictureComposer} prepared.
 */
final class PictureView extends Drawn implements LiveViewer {
    private static final Color SHADE = new Color(0, 0, 0, 150);
    private static final int PAD = 8; // pixels, around words on the picture

    private final PictureComposer composer = new PictureComposer(this::repaint);
    private final Delays delays = new Delays();
    private volatile FrameSize frame = new FrameSize(16, 9); // until the first one comes
    private boolean split;
    private double splitAt = 0.5; // of the width of the picture
    private boolean rounded = true;
    private long lastDrawn; // the moment the frame drawn last was captured
    private String words = "Waiting for the camera …";
    private String sign = "";

    PictureView() {
        super(AccessibleRole.CANVAS, "Painted picture", "What the camera sees, painted");
        setOpaque(true);
        setFocusable(true);
        setMinimumSize(new Dimension(320, 180));
        setPreferredSize(new Dimension(960, 540));
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mouseMoved(MouseEvent event) {
                follow(event.getX());
            }

            @Override
            public void mouseDragged(MouseEvent event) {
                follow(event.getX());
            }

            @Override
            public void mousePressed(MouseEvent event) {
                requestFocusInWindow();
            }
        };
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                arrange();
            }
        });
    }

    @Override
    public void show(LiveFrame newest) {
        boolean other = !newest.painted().size().equals(frame);
        frame = newest.painted().size();
        composer.frame(newest);
        if (other) {
            SwingUtilities.invokeLater(this::arrange);
        }
    }

    /** Shows the source beside the painted picture, or not. */
    void split(boolean shown) {
        split = shown;
        arrange();
    }

    boolean split() {
        return split;
    }

    /** Whether the picture's corners are rounded: not where it fills the screen. */
    void rounded(boolean soft) {
        rounded = soft;
        repaint();
    }

    /** What stands where there is no picture yet. */
    void words(String text) {
        words = text;
        repaint();
    }

    /** What stands on a picture that is held; empty for nothing. */
    void sign(String text) {
        if (!sign.equals(text)) {
            sign = text;
            repaint();
        }
    }

    /** From the camera to here, of the frames drawn last: the median and the 99th of a hundred, in milliseconds. */
    Optional<double[]> delays() {
        double median = delays.quantile(0.5);
        return median == 0 ? Optional.empty() : Optional.of(new double[] {median, delays.quantile(0.99)});
    }

    private void follow(int x) {
        Rectangle2D place = place();
        splitAt = Math.max(0, Math.min(1, (x - place.getX()) / place.getWidth()));
        if (split) {
            arrange();
        }
    }

    /** Tells the composer what is wanted. */
    private void arrange() {
        Rectangle pixels = pixels();
        if (pixels.width > 0 && pixels.height > 0) {
            composer.view(new FrameSize(pixels.width, pixels.height), split ? splitAt : 0);
        }
        repaint();
    }

    private double scale() {
        return getGraphicsConfiguration() == null
                ? 1
                : getGraphicsConfiguration().getDefaultTransform().getScaleX();
    }

    /** Where the picture is, in pixels of the display from the corner of this component. */
    private Rectangle pixels() {
        double scale = scale();
        int width = (int) (getWidth() * scale);
        int height = (int) (getHeight() * scale);
        FrameSize size = frame;
        double zoom = Math.min((double) width / size.width(), (double) height / size.height());
        int drawnWidth = (int) Math.round(size.width() * zoom);
        int drawnHeight = (int) Math.round(size.height() * zoom);
        return new Rectangle((width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
    }

    /** The same in the units of Swing. */
    Rectangle2D place() {
        Rectangle pixels = pixels();
        double scale = scale();
        return new Rectangle2D.Double(pixels.x / scale, pixels.y / scale, pixels.width / scale, pixels.height / scale);
    }

    @Override
    void draw(Graphics2D g) {
        Color background = rounded ? Look.BACKGROUND : Color.BLACK;
        g.setColor(background);
        g.fillRect(0, 0, getWidth(), getHeight());
        PictureComposer.Ready ready = composer.take();
        Rectangle2D place = place();
        if (ready == null) {
            g.setColor(Look.PANEL);
            g.fill(place);
        } else {
            Rectangle pixels = pixels();
            AffineTransform own = g.getTransform();
            g.scale(1 / scale(), 1 / scale());
            g.drawImage(ready.drawing(), pixels.x, pixels.y, pixels.width, pixels.height, null);
            g.setTransform(own);
            measure(ready.frame());
        }
        if (rounded) {
            Area corners = new Area(place);
            corners.subtract(new Area(new RoundRectangle2D.Double(
                    place.getX(), place.getY(), place.getWidth(), place.getHeight(), 2 * Look.ROUND, 2 * Look.ROUND)));
            g.setColor(background);
            g.fill(corners);
        }
        if (ready == null) {
            g.setFont(Look.text(16));
            g.setColor(Look.QUIET);
            FontMetrics metrics = g.getFontMetrics();
            g.drawString(
                    words,
                    (int) (place.getCenterX() - metrics.stringWidth(words) / 2.0),
                    (int) place.getCenterY() + metrics.getAscent() / 2);
        } else if (split) {
            drawSplit(g, place);
        }
        if (!sign.isEmpty()) {
            g.setFont(Look.bold(14));
            int width = g.getFontMetrics().stringWidth(sign);
            label(g, sign, place.getCenterX() - width / 2.0 - PAD, place.getY() + 16, Look.LOST);
        }
    }

    private void measure(LiveFrame drawn) {
        if (!drawn.held() && drawn.capturedNanos() != lastDrawn) {
            lastDrawn = drawn.capturedNanos();
            delays.add(lastDrawn, System.nanoTime());
        }
    }

    private void drawSplit(Graphics2D g, Rectangle2D place) {
        double x = place.getX() + splitAt * place.getWidth();
        g.setColor(new Color(255, 255, 255, 220));
        g.fill(new Rectangle2D.Double(x - 1, place.getY(), 2, place.getHeight()));
        g.setFont(Look.bold(13));
        double y = place.getMaxY() - 16 - 26;
        FontMetrics metrics = g.getFontMetrics();
        double before = metrics.stringWidth("before") + 2 * PAD + 12;
        if (x - place.getX() > before + 12) {
            label(g, "before", x - before, y, Look.TEXT);
        }
        if (place.getMaxX() - x > before + 12) {
            label(g, "after", x + 12, y, Look.TEXT);
        }
        g.setColor(Color.WHITE);
        double middle = place.getCenterY();
        g.fill(new RoundRectangle2D.Double(x - 13, middle - 16, 26, 32, 14, 14));
        g.setColor(Look.BACKGROUND);
        g.setStroke(new BasicStroke(1.8f));
        g.draw(new Line2D.Double(x - 3, middle - 6, x - 3, middle + 6));
        g.draw(new Line2D.Double(x + 3, middle - 6, x + 3, middle + 6));
    }

    private static void label(Graphics2D g, String text, double x, double y, Color colour) {
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(SHADE);
        g.fill(new RoundRectangle2D.Double(x, y, metrics.stringWidth(text) + 2.0 * PAD, 26, 13, 13));
        g.setColor(colour);
        g.drawString(text, (float) x + PAD, (float) (y + 13 + (metrics.getAscent() - metrics.getDescent()) / 2.0));
    }

    /** Ends the thread that prepares pictures. */
    void close() {
        composer.close();
    }
}
