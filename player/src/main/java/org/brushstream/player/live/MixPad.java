package org.brushstream.player.live;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.accessibility.AccessibleRole;
import javax.swing.AbstractAction;
import javax.swing.KeyStroke;

/** A field with a style at each corner: the nearer the knob, the more of it. Arrow keys move it, too. */
final class MixPad extends Drawn {
    private static final int KNOB = 18; // pixels
    private static final int CORNER = 40; // pixels, of the picture at a corner
    private static final double KEY_STEP = 0.08; // of the radius
    private static final double MARGIN = 30; // pixels, around the shape

    private final Desk desk;
    private final IntFunction<Optional<BufferedImage>> pictures;
    private List<Integer> corners = List.of();
    private Point2D knob = new Point2D.Double();

    /** @param pictures a small picture in the style of a place of the strip, once it is painted */
    MixPad(Desk desk, IntFunction<Optional<BufferedImage>> pictures) {
        super(AccessibleRole.CANVAS, "Mix of styles", "Arrow keys move the mix between the styles at the corners");
        this.desk = desk;
        this.pictures = pictures;
        setPreferredSize(new Dimension(240, 268));
        setMinimumSize(new Dimension(200, 180));
        setFocusable(true);
        setRequestFocusEnabled(false);
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                drag(event);
            }

            @Override
            public void mouseDragged(MouseEvent event) {
                drag(event);
            }
        };
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                repaint();
            }

            @Override
            public void focusLost(FocusEvent event) {
                repaint();
            }
        });
        arrow(KeyEvent.VK_LEFT, -1, 0);
        arrow(KeyEvent.VK_RIGHT, 1, 0);
        arrow(KeyEvent.VK_UP, 0, -1);
        arrow(KeyEvent.VK_DOWN, 0, 1);
    }

    private void arrow(int key, int x, int y) {
        String name = "move " + x + " " + y;
        getInputMap(WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key, 0), name);
        getActionMap().put(name, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                moveTo(new Point2D.Double(knob.getX() + x * KEY_STEP, knob.getY() + y * KEY_STEP));
            }
        });
    }

    /** Follows the desk: what another hand has changed is seen here. */
    void follow(DeskState state) {
        boolean mixing = state.corners().size() > 1;
        setCursor(Cursor.getPredefinedCursor(mixing ? Cursor.HAND_CURSOR : Cursor.DEFAULT_CURSOR));
        setFocusable(mixing);
        if (mixing) {
            Point2D shown = place(state.weights());
            if (!state.corners().equals(corners)
                    || !near(new MixShape(corners.size()).weights(knob), state.weights())) {
                knob = shown;
            }
        }
        corners = state.corners();
        setToolTipText(mixing ? null : "Shift-click a style in the strip to mix it with the one that is shown");
        repaint();
    }

    /** The middle of the corners, each as heavy as its share, which undoes {@link MixShape#weights}. */
    private static Point2D place(List<Double> weights) {
        MixShape shape = new MixShape(weights.size());
        double x = 0;
        double y = 0;
        for (int i = 0; i < weights.size(); i++) {
            x += weights.get(i) * shape.corner(i).getX();
            y += weights.get(i) * shape.corner(i).getY();
        }
        return new Point2D.Double(x, y);
    }

    private static boolean near(double[] one, List<Double> other) {
        for (int i = 0; i < one.length; i++) {
            if (Math.abs(one[i] - other.get(i)) > 1e-3) {
                return false;
            }
        }
        return true;
    }

    private void drag(MouseEvent event) {
        if (corners.size() > 1) {
            Point2D point = new Point2D.Double();
            point.setLocation((event.getX() - getWidth() / 2.0) / radius(), (event.getY() - middle()) / radius());
            moveTo(point);
        }
    }

    private void moveTo(Point2D point) {
        if (corners.size() > 1) {
            MixShape shape = new MixShape(corners.size());
            knob = shape.inside(point);
            desk.mixAt(shape.weights(knob));
            repaint();
        }
    }

    private double radius() {
        return Math.max(20, Math.min(getWidth(), getHeight()) / 2.0 - MARGIN);
    }

    /** A triangle's corners lie higher than its middle. */
    private double middle() {
        return getHeight() / 2.0 + (corners.size() == 3 ? radius() * 0.22 : 0);
    }

    private Point2D onScreen(Point2D point) {
        return new Point2D.Double(getWidth() / 2.0 + radius() * point.getX(), middle() + radius() * point.getY());
    }

    @Override
    void draw(Graphics2D g) {
        g.setColor(Look.BACKGROUND);
        g.fill(new RoundRectangle2D.Double(0, 0, getWidth(), getHeight(), 2 * Look.ROUND, 2 * Look.ROUND));
        if (isFocusOwner()) {
            g.setColor(Look.ACCENT);
            g.draw(new RoundRectangle2D.Double(
                    0.5, 0.5, getWidth() - 1, getHeight() - 1, 2 * Look.ROUND, 2 * Look.ROUND));
        }
        if (corners.size() < 2) {
            hint(g);
        } else {
            pad(g);
        }
    }

    private void hint(Graphics2D g) {
        g.setColor(Look.LINE);
        g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {4, 5}, 0));
        Path2D triangle = new Path2D.Double();
        for (int i = 0; i < 3; i++) {
            Point2D corner = new MixShape(3).corner(i);
            double x = getWidth() / 2.0 + 0.62 * radius() * corner.getX();
            double y = getHeight() / 2.0 - 14 + 0.62 * radius() * corner.getY();
            if (i == 0) {
                triangle.moveTo(x, y);
            } else {
                triangle.lineTo(x, y);
            }
        }
        triangle.closePath();
        g.draw(triangle);
        g.setColor(Look.QUIET);
        g.setFont(Look.text(12));
        FontMetrics metrics = g.getFontMetrics();
        String[] lines = {"Shift-click a style below", "to mix it in"};
        for (int i = 0; i < lines.length; i++) {
            g.drawString(
                    lines[i],
                    (getWidth() - metrics.stringWidth(lines[i])) / 2,
                    getHeight() - 36 + i * (metrics.getHeight() + 1));
        }
    }

    private void pad(Graphics2D g) {
        MixShape shape = new MixShape(corners.size());
        Path2D outline = new Path2D.Double();
        for (int i = 0; i < corners.size(); i++) {
            Point2D corner = onScreen(shape.corner(i));
            if (i == 0) {
                outline.moveTo(corner.getX(), corner.getY());
            } else {
                outline.lineTo(corner.getX(), corner.getY());
            }
        }
        outline.closePath();
        g.setColor(Look.PANEL);
        g.fill(outline);
        g.setColor(Look.LINE);
        g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(outline);

        double[] weights = shape.weights(knob);
        Point2D at = onScreen(knob);
        for (int i = 0; i < corners.size(); i++) {
            Point2D corner = onScreen(shape.corner(i));
            g.setColor(new Color(
                    Look.ACCENT.getRed(), Look.ACCENT.getGreen(), Look.ACCENT.getBlue(), (int) (200 * weights[i])));
            g.setStroke(new BasicStroke(2));
            g.draw(new Line2D.Double(at, corner));
        }
        for (int i = 0; i < corners.size(); i++) {
            cornerPicture(g, onScreen(shape.corner(i)), corners.get(i), weights[i]);
        }
        g.setColor(Look.BACKGROUND);
        g.fill(new Ellipse2D.Double(at.getX() - KNOB / 2.0 - 2, at.getY() - KNOB / 2.0 - 2, KNOB + 4, KNOB + 4));
        g.setColor(Look.ACCENT);
        g.fill(new Ellipse2D.Double(at.getX() - KNOB / 2.0, at.getY() - KNOB / 2.0, KNOB, KNOB));
    }

    private void cornerPicture(Graphics2D g, Point2D centre, int place, double weight) {
        Shape round = new Ellipse2D.Double(centre.getX() - CORNER / 2.0, centre.getY() - CORNER / 2.0, CORNER, CORNER);
        g.setColor(Look.RAISED);
        g.fill(round);
        pictures.apply(place).ifPresent(picture -> {
            Shape clip = g.getClip();
            g.clip(round);
            double zoom = Math.max((double) CORNER / picture.getWidth(), (double) CORNER / picture.getHeight());
            AffineTransform to = AffineTransform.getTranslateInstance(
                    centre.getX() - zoom * picture.getWidth() / 2, centre.getY() - zoom * picture.getHeight() / 2);
            to.scale(zoom, zoom);
            g.drawImage(picture, to, null);
            g.setClip(clip);
        });
        g.setStroke(new BasicStroke(2));
        g.setColor(weight > 0.5 ? Look.ACCENT : Look.LINE);
        g.draw(round);
        String text = Math.round(100 * weight) + " %";
        g.setFont(Look.bold(10.5f));
        FontMetrics metrics = g.getFontMetrics();
        double width = metrics.stringWidth(text) + 8;
        double y = centre.getY() + CORNER / 2.0 - 7;
        g.setColor(new Color(0, 0, 0, 190));
        g.fill(new RoundRectangle2D.Double(centre.getX() - width / 2, y, width, 14, 8, 8));
        g.setColor(Look.TEXT);
        g.drawString(text, (float) (centre.getX() - width / 2 + 4), (float) y + 11);
    }
}
