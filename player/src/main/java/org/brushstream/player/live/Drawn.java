package org.brushstream.player.live;

import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/** A component that draws itself, and that a screen reader can name all the same. */
abstract class Drawn extends JComponent {
    private final AccessibleRole role;

    /**
     * @param name for screen readers
     * @param description the same, or what is to be done with it
     */
    Drawn(AccessibleRole role, String name, String description) {
        this.role = role;
        getAccessibleContext().setAccessibleName(name);
        getAccessibleContext().setAccessibleDescription(description);
    }

    @Override
    public final AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new AccessibleJComponent() {
                @Override
                public AccessibleRole getAccessibleRole() {
                    return role;
                }
            };
        }
        return accessibleContext;
    }

    @Override
    protected final void paintComponent(Graphics graphics) {
        Graphics2D g = smooth(graphics);
        draw(g);
        g.dispose();
    }

    /** Draws it; the graphics are this component's alone. */
    abstract void draw(Graphics2D g);

    /** A copy that draws round things round; to be disposed. */
    static Graphics2D smooth(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        return g;
    }
}
