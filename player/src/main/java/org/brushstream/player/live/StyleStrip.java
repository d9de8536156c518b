package org.brushstream.player.live;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.event.ActionEvent;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.swing.JPanel;
import javax.swing.JToggleButton;

/** All styles side by side, each on a small picture; a click takes one, with Shift it is mixed in. */
final class StyleStrip extends JPanel {
    private static final int TILE_WIDTH = 128;
    private static final int TILE_HEIGHT = 72;
    private static final int NAME = 24; // pixels, for the line under the picture

    private final Desk desk;
    private final IntFunction<Optional<BufferedImage>> pictures;
    private final List<Tile> tiles = new ArrayList<>();
    private DeskState state;

    /** @param pictures a small picture in the style of a place of the strip, once it is painted */
    StyleStrip(Desk desk, IntFunction<Optional<BufferedImage>> pictures) {
        super(new FlowLayout(FlowLayout.LEFT, 10, 6));
        this.desk = desk;
        this.pictures = pictures;
        state = desk.state();
        setOpaque(true);
        setBackground(Look.BACKGROUND);
        getAccessibleContext().setAccessibleName("Styles");
        for (int place = 0; place < desk.strip().size(); place++) {
            Tile tile = new Tile(place, desk.strip().get(place));
            tiles.add(tile);
            add(tile);
        }
    }

    /** Follows the desk, and brings the chosen style into sight. */
    void follow(DeskState now) {
        boolean moved = !now.corners().equals(state.corners());
        state = now;
        for (Tile tile : tiles) {
            tile.setSelected(now.corners().contains(tile.place));
            tile.repaint();
        }
        if (moved) {
            Tile chosen = tiles.get(now.corners().get(now.corners().size() - 1));
            scrollRectToVisible(new Rectangle(chosen.getX() - 40, chosen.getY(), chosen.getWidth() + 80, 1));
        }
    }

    private final class Tile extends JToggleButton {
        private final int place;
        private final String name;

        private Tile(int place, StyleTile style) {
            this.place = place;
            this.name = style.name();
            setPreferredSize(new Dimension(TILE_WIDTH, TILE_HEIGHT + NAME));
            setRequestFocusEnabled(false);
            setRolloverEnabled(true);
            setBorderPainted(false);
            String key = place < 9 ? " (key " + (place + 1) + ")" : "";
            setToolTipText("<html>" + style.title().replace("<", "&lt;") + "<br>" + style.style() + key
                    + "<br>Shift-click mixes it in</html>");
            getAccessibleContext().setAccessibleName(name);
            addActionListener(this::clicked);
        }

        private void clicked(ActionEvent event) {
            boolean mixed = (event.getModifiers() & (ActionEvent.SHIFT_MASK | ActionEvent.CTRL_MASK)) != 0;
            if (mixed) {
                desk.toggleInMix(place);
            } else {
                desk.choose(place);
            }
            setSelected(state.corners().contains(place)); // the desk decides, not the button
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            Graphics2D g = Drawn.smooth(graphics);
            g.setColor(Look.BACKGROUND);
            g.fillRect(0, 0, getWidth(), getHeight());
            boolean chosen = state.corners().contains(place);
            Shape frame = new RoundRectangle2D.Double(2, 2, TILE_WIDTH - 4, TILE_HEIGHT - 4, 14, 14);
            g.setColor(Look.RAISED);
            g.fill(frame);
            Optional<BufferedImage> picture = pictures.apply(place);
            if (picture.isPresent()) {
                Shape clip = g.getClip();
                g.clip(frame);
                g.drawImage(picture.get(), 2, 2, TILE_WIDTH - 4, TILE_HEIGHT - 4, null);
                g.setClip(clip);
            }
            if (chosen || isFocusOwner() || getModel().isRollover()) {
                g.setColor(chosen ? Look.ACCENT : isFocusOwner() ? Look.TEXT : Look.QUIET);
                g.setStroke(new BasicStroke(chosen ? 2.6f : 1.6f));
                g.draw(new RoundRectangle2D.Double(1.5, 1.5, TILE_WIDTH - 3, TILE_HEIGHT - 3, 15, 15));
            }
            if (place < 9) {
                number(g);
            }
            g.setFont(chosen ? Look.bold(12) : Look.text(12));
            g.setColor(chosen ? Look.TEXT : Look.QUIET);
            FontMetrics metrics = g.getFontMetrics();
            String shown = fitted(metrics);
            g.drawString(
                    shown,
                    (TILE_WIDTH - metrics.stringWidth(shown)) / 2,
                    TILE_HEIGHT + (NAME + metrics.getAscent() - metrics.getDescent()) / 2);
            g.dispose();
        }

        private String fitted(FontMetrics metrics) {
            String shown = name;
            while (metrics.stringWidth(shown) > TILE_WIDTH - 4 && shown.length() > 2) {
                shown = shown.substring(0, shown.length() - 2) + "…";
            }
            return shown;
        }

        private void number(Graphics2D g) {
            g.setColor(new Color(0, 0, 0, 150));
            g.fill(new RoundRectangle2D.Double(8, 8, 18, 18, 9, 9));
            g.setFont(Look.bold(11));
            g.setColor(Look.TEXT);
            String number = Integer.toString(place + 1);
            FontMetrics metrics = g.getFontMetrics();
            g.drawString(number, 17 - metrics.stringWidth(number) / 2f, 21.5f);
        }
    }
}
