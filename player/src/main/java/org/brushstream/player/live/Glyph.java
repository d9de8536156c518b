package org.brushstream.player.live;

import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;

/** The signs on the buttons, drawn on a square of 20: sharp at every scale of the display. */
enum Glyph implements Icon {
    /** Two halves of a picture. */
    SPLIT {
        @Override
        void draw(Graphics2D g) {
            g.draw(new RoundRectangle2D.Double(2.5, 4.5, 15, 11, 3, 3));
            g.draw(new Line2D.Double(10, 2, 10, 18));
            g.fill(new RoundRectangle2D.Double(10, 4.5, 7.5, 11, 3, 3));
        }
    },
    /** Two triangles that look at each other. */
    MIRROR {
        @Override
        void draw(Graphics2D g) {
            g.draw(new Line2D.Double(10, 2.5, 10, 17.5));
            g.draw(triangle(7.5, 5, 7.5, 15, 2.5, 15));
            g.fill(triangle(12.5, 5, 12.5, 15, 17.5, 15));
            g.draw(triangle(12.5, 5, 12.5, 15, 17.5, 15));
        }
    },
    /** An eye: the picture as it was. */
    BYPASS {
        @Override
        void draw(Graphics2D g) {
            Path2D eye = new Path2D.Double();
            eye.moveTo(2, 10);
            eye.quadTo(10, 1.5, 18, 10);
            eye.quadTo(10, 18.5, 2, 10);
            eye.closePath();
            g.draw(eye);
            g.fill(new Ellipse2D.Double(7.4, 7.4, 5.2, 5.2));
        }
    },
    /** Four corners. */
    FULL_SCREEN {
        @Override
        void draw(Graphics2D g) {
            for (int i = 0; i < 4; i++) {
                Path2D corner = new Path2D.Double();
                corner.moveTo(3, 7.5);
                corner.lineTo(3, 3);
                corner.lineTo(7.5, 3);
                g.draw(corner);
                g.rotate(Math.PI / 2, 10, 10);
            }
        }
    },
    /** A dot. */
    RECORD {
        @Override
        void draw(Graphics2D g) {
            g.draw(new Ellipse2D.Double(2.5, 2.5, 15, 15));
            g.setColor(Look.RECORDING);
            g.fill(new Ellipse2D.Double(5.5, 5.5, 9, 9));
        }
    },
    /** A square: stops the recording. */
    STOP {
        @Override
        void draw(Graphics2D g) {
            g.draw(new Ellipse2D.Double(2.5, 2.5, 15, 15));
            g.setColor(Look.RECORDING);
            g.fill(new RoundRectangle2D.Double(6.5, 6.5, 7, 7, 2, 2));
        }
    },
    /** A camera. */
    SNAPSHOT {
        @Override
        void draw(Graphics2D g) {
            g.draw(new RoundRectangle2D.Double(2, 5.5, 16, 11, 3, 3));
            g.draw(new Ellipse2D.Double(6.8, 7.8, 6.4, 6.4));
            g.fill(new RoundRectangle2D.Double(7, 3, 6, 3, 2, 2));
        }
    },
    /** Two arrows around: the cue list. */
    CUES {
        @Override
        void draw(Graphics2D g) {
            for (int i = 0; i < 2; i++) {
                Path2D arrow = new Path2D.Double();
                arrow.moveTo(3, 9);
                arrow.curveTo(3, 4, 8, 3, 11, 3.5);
                arrow.curveTo(13.5, 4, 15, 5, 16, 7);
                g.draw(arrow);
                g.fill(triangle(17.5, 3.5, 17.5, 8.5, 12.5, 8));
                g.rotate(Math.PI, 10, 10);
            }
        }
    },
    /** A question mark. */
    HELP {
        @Override
        void draw(Graphics2D g) {
            g.draw(new Ellipse2D.Double(2.5, 2.5, 15, 15));
            Path2D mark = new Path2D.Double();
            mark.moveTo(7.6, 8);
            mark.curveTo(7.6, 4.6, 12.6, 4.8, 12.4, 8);
            mark.curveTo(12.3, 9.6, 10, 9.8, 10, 11.8);
            g.draw(mark);
            g.fill(new Ellipse2D.Double(9.1, 13.4, 1.8, 1.8));
        }
    };

    private static final int SIDE = 20;

    abstract void draw(Graphics2D g);

    private static Path2D triangle(double x0, double y0, double x1, double y1, double x2, double y2) {
        Path2D path = new Path2D.Double();
        path.moveTo(x0, y0);
        path.lineTo(x1, y1);
        path.lineTo(x2, y2);
        path.closePath();
        return path;
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = Drawn.smooth(graphics);
        g.translate(x, y);
        g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(component.getForeground());
        draw(g);
        g.dispose();
    }

    @Override
    public int getIconWidth() {
        return SIDE;
    }

    @Override
    public int getIconHeight() {
        return SIDE;
    }
}
