package org.brushstream.player.live;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import javax.accessibility.AccessibleRole;

/** The keys, over the whole window; a click or any of its keys takes it away. */
final class HelpOverlay extends Drawn {
    private static final int ROW = 30; // pixels
    private static final int WIDTH = 460;
    private static final int PAD = 32;
    private static final int KEYS = 110; // pixels, of the column with the keys

    private final List<KeyMap.Line> lines;

    HelpOverlay(List<KeyMap.Line> lines) {
        super(AccessibleRole.PANEL, "Keys", spoken(lines));
        this.lines = lines;
        setOpaque(false);
        setFocusable(false);
        addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                setVisible(false);
            }
        });
    }

    private static String spoken(List<KeyMap.Line> lines) {
        return String.join(
                "; ",
                lines.stream().map(line -> line.keys() + ": " + line.what()).toList());
    }

    @Override
    void draw(Graphics2D g) {
        g.setColor(new Color(10, 11, 13, 190));
        g.fillRect(0, 0, getWidth(), getHeight());
        int height = 2 * PAD + 40 + lines.size() * ROW + 46;
        int x = (getWidth() - WIDTH) / 2;
        int y = Math.max(0, (getHeight() - height) / 2);
        g.setColor(Look.PANEL);
        g.fill(new RoundRectangle2D.Double(x, y, WIDTH, height, 28, 28));
        g.setColor(Look.LINE);
        g.draw(new RoundRectangle2D.Double(x + 0.5, y + 0.5, WIDTH - 1, height - 1, 28, 28));
        g.setFont(Look.bold(20));
        g.setColor(Look.TEXT);
        g.drawString("Keys", x + PAD, y + PAD + 16);
        int row = y + PAD + 40;
        for (KeyMap.Line line : lines) {
            key(g, line.keys(), x + PAD, row);
            g.setFont(Look.text(14));
            g.setColor(Look.TEXT);
            g.drawString(line.what(), x + PAD + KEYS, row + 19);
            row += ROW;
        }
        g.setFont(Look.text(12));
        g.setColor(Look.QUIET);
        g.drawString("Shift-click a style to mix it in; drag on the pad to shift the weight.", x + PAD, row + 24);
        g.drawString("Esc closes this.", x + PAD, row + 42);
    }

    private static void key(Graphics2D g, String keys, int x, int y) {
        g.setFont(Look.bold(13));
        FontMetrics metrics = g.getFontMetrics();
        int width = Math.max(26, metrics.stringWidth(keys) + 16);
        g.setColor(Look.RAISED);
        g.fill(new RoundRectangle2D.Double(x, y + 1, width, 24, 10, 10));
        g.setColor(Look.ACCENT);
        g.drawString(keys, x + (width - metrics.stringWidth(keys)) / 2, y + 18);
    }
}
