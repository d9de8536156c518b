package org.brushstream.player.live;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.fonts.inter.FlatInterFont;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.Map;
import javax.swing.UIManager;

/** Colours and type of the window: dark and quiet, so that the painting is what one looks at. */
final class Look {
    static final Color BACKGROUND = new Color(0x141518);
    static final Color PANEL = new Color(0x1b1d21);
    static final Color RAISED = new Color(0x26292f);
    static final Color LINE = new Color(0x2f333a);
    static final Color TEXT = new Color(0xe6e4df);
    static final Color QUIET = new Color(0x9a9da5);
    static final Color ACCENT = new Color(0xe3b166); // ochre
    static final Color RECORDING = new Color(0xe5594f);
    static final Color FINE = new Color(0x7fae87);
    static final Color LOST = new Color(0xe08a4f);
    static final int ROUND = 10; // pixels, of corners

    private Look() {}

    /** Must be called before the first component is made, on the event thread. */
    static void install() {
        FlatInterFont.install();
        FlatLaf.setPreferredFontFamily(FlatInterFont.FAMILY);
        FlatLaf.setPreferredSemiboldFontFamily(FlatInterFont.FAMILY_SEMIBOLD);
        FlatLaf.setGlobalExtraDefaults(Map.of(
                "@background", hex(PANEL),
                "@foreground", hex(TEXT),
                "@accentColor", hex(ACCENT),
                "@buttonBackground", hex(RAISED)));
        FlatDarkLaf.setup();
        UIManager.put("Button.arc", ROUND);
        UIManager.put("Component.arc", ROUND);
        UIManager.put("Component.focusWidth", 1);
        UIManager.put("ScrollBar.width", 8);
        UIManager.put("ScrollBar.thumbArc", 8);
        UIManager.put("ScrollBar.showButtons", false);
        UIManager.put("Slider.trackWidth", 4);
        UIManager.put("TitlePane.background", BACKGROUND);
    }

    private static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
    }

    static Font text(float size) {
        return UIManager.getFont("Label.font").deriveFont(size);
    }

    static Font bold(float size) {
        return UIManager.getFont("semibold.font").deriveFont(size);
    }
}
