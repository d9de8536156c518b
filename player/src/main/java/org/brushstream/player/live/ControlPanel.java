package org.brushstream.player.live;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.GridLayout;
import java.awt.Insets;
import java.util.Locale;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import org.brushstream.runtime.live.LiveStatus;
import org.brushstream.runtime.live.RecordingStatus;

/** The column beside the picture: what is painted, the pad, the strength, and everything that has a button. */
final class ControlPanel extends JPanel {
    static final int WIDTH = 280; // pixels

    private static final int TITLE_HEIGHT = 36; // pixels: two lines
    private static final int PERCENT = 100;
    private static final int SNAP = 2; // per cent around the style as it was learned, which is easily found so

    private final Desk desk;
    private final PictureView view;
    private final JLabel name = new JLabel(" ");
    private final JLabel title = new JLabel(" ");
    private final MixPad pad;
    private final JSlider strength = new JSlider(0, (int) (PERCENT * Desk.MOST_STRENGTH));
    private final JLabel strengthText = quiet("");
    private final JToggleButton split = toggle("Split", Glyph.SPLIT, "Before and after, split at the mouse (S)");
    private final JToggleButton bypass = toggle("Original", Glyph.BYPASS, "The camera unpainted (Space)");
    private final JToggleButton mirror = toggle("Mirror", Glyph.MIRROR, "Left and right change places (M)");
    private final JButton fullScreen = button("Full screen", Glyph.FULL_SCREEN, "Nothing but the picture (F)");
    private final JButton record = button("Record", Glyph.RECORD, "Record losslessly into the current folder (R)");
    private final JButton snapshot = button("Picture", Glyph.SNAPSHOT, "Save this picture as PNG (P)");
    private final JButton tap = new JButton();
    private final JToggleButton cues = toggle("Take turns", Glyph.CUES, "");

    ControlPanel(Desk desk, PictureView view, Runnable splitAction, Runnable fullScreenAction) {
        this.desk = desk;
        this.view = view;
        pad = new MixPad(desk, desk.pictures()::picture);
        setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
        setBackground(Look.PANEL);
        setBorder(BorderFactory.createEmptyBorder(16, 18, 14, 18));
        setPreferredSize(new Dimension(WIDTH, 600));

        dress(tap, "Tap on every beat (T)");
        name.setFont(Look.bold(20));
        title.setFont(Look.text(12));
        title.setForeground(Look.QUIET);
        title.setVerticalAlignment(SwingConstants.TOP);
        title.setPreferredSize(new Dimension(WIDTH - 36, TITLE_HEIGHT));
        stack(name, 2);
        stack(title, 12);
        stack(pad, 14);
        stack(headed("Strength", strengthText), 2);
        strength.getAccessibleContext().setAccessibleName("Strength");
        strength.setToolTipText("How much of the style one sees (↑ ↓)");
        strength.setRequestFocusEnabled(false);
        strength.setOpaque(false);
        strength.addChangeListener(event -> {
            int wanted = Math.abs(strength.getValue() - PERCENT) <= SNAP ? PERCENT : strength.getValue();
            if (Math.round(PERCENT * desk.state().strength()) != wanted) {
                desk.strength((double) wanted / PERCENT);
            }
        });
        stack(strength, 12);
        stack(grid(split, bypass, mirror, fullScreen), 8);
        stack(grid(record, snapshot), 14);
        stack(headed("Beat", quiet("")), 6);
        stack(grid(tap, cues), 0);
        add(Box.createVerticalGlue());

        split.addActionListener(event -> splitAction.run());
        fullScreen.addActionListener(event -> fullScreenAction.run());
        bypass.addActionListener(event -> desk.toggleBypass());
        mirror.addActionListener(event -> desk.toggleMirror());
        record.addActionListener(event -> desk.toggleRecording());
        snapshot.addActionListener(event -> desk.snapshot());
        tap.addActionListener(event -> desk.tap());
        cues.addActionListener(event -> desk.toggleCues());
        cues.setToolTipText("Styles change every " + desk.every() + " (C)");
    }

    private void stack(JComponent part, int below) {
        part.setAlignmentX(Component.LEFT_ALIGNMENT);
        Dimension preferred = part.getPreferredSize();
        part.setMaximumSize(new Dimension(Integer.MAX_VALUE, preferred.height));
        add(part);
        if (below > 0) {
            add(Box.createVerticalStrut(below));
        }
    }

    private static JPanel headed(String text, JLabel value) {
        JPanel row = new JPanel(new BorderLayout());
        row.setOpaque(false);
        JLabel head = new JLabel(text);
        head.setFont(Look.bold(13));
        row.add(head, BorderLayout.WEST);
        row.add(value, BorderLayout.EAST);
        return row;
    }

    private static JPanel grid(AbstractButton... buttons) {
        JPanel grid = new JPanel(new GridLayout(0, 2, 8, 8));
        grid.setOpaque(false);
        for (AbstractButton button : buttons) {
            grid.add(button);
        }
        return grid;
    }

    private static JLabel quiet(String text) {
        JLabel label = new JLabel(text);
        label.setForeground(Look.QUIET);
        label.setFont(Look.text(12));
        return label;
    }

    private static JButton button(String text, Icon icon, String tip) {
        JButton button = new JButton(text, icon);
        dress(button, tip);
        return button;
    }

    private static JToggleButton toggle(String text, Icon icon, String tip) {
        JToggleButton button = new JToggleButton(text, icon) {
            @Override
            protected void paintComponent(Graphics graphics) {
                setForeground(isSelected() ? Look.ACCENT : Look.TEXT);
                super.paintComponent(graphics);
            }
        };
        dress(button, tip);
        return button;
    }

    private static void dress(AbstractButton button, String tip) {
        button.setToolTipText(tip);
        button.setRequestFocusEnabled(false); // a click must not take Space and arrows away from the picture
        button.setFont(Look.text(13));
        button.setIconTextGap(7);
        button.setMargin(new Insets(0, 2, 0, 2));
        button.setPreferredSize(new Dimension(110, 38));
        button.putClientProperty("JButton.buttonType", "roundRect");
    }

    /** Follows the desk. */
    void follow(DeskState state) {
        if (state.corners().size() == 1) {
            StyleTile tile = desk.strip().get(state.corners().get(0));
            name.setText(tile.name());
            describe(tile.title());
        } else {
            name.setText("Mix of " + state.corners().size());
            describe(String.join(
                    ", ",
                    state.corners().stream()
                            .map(place -> desk.strip().get(place).name())
                            .toList()));
        }
        pad.follow(state);
        strength.setValue((int) Math.round(PERCENT * state.strength()));
        strengthText.setText(Math.round(PERCENT * state.strength()) + " %");
        split.setSelected(view.split());
        bypass.setSelected(state.bypass());
        mirror.setSelected(state.mirror());
        cues.setSelected(state.cues());
        tap.setText(String.format(Locale.ROOT, "Tap  %.0f", state.tempo().perMinute()));
        tap.getAccessibleContext()
                .setAccessibleName(String.format(
                        Locale.ROOT,
                        "Tap tempo, %.0f beats a minute",
                        state.tempo().perMinute()));
    }

    /** Two lines, the second cut where it is too long. */
    private void describe(String text) {
        if (!text.equals(title.getToolTipText())) {
            title.setText("<html>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</html>");
            title.setToolTipText(text);
        }
    }

    /** Follows the session. */
    void follow(LiveStatus status) {
        Optional<RecordingStatus> recording = status.recording();
        record.setIcon(recording.isPresent() ? Glyph.STOP : Glyph.RECORD);
        record.setText(recording
                .map(running -> running.written() + (running.missed() > 0 ? " !" : ""))
                .orElse("Record"));
        record.setToolTipText(recording
                .map(running -> running.written() + " frames in " + running.file()
                        + (running.missed() > 0 ? ", " + running.missed() + " missed: the disk is too slow" : "")
                        + "; stop (R)")
                .orElse("Record losslessly into the current folder (R)"));
        record.getAccessibleContext().setAccessibleName(recording.isPresent() ? "Stop recording" : "Record");
    }

    /** Draws the small pictures that are there by now. */
    void picturesChanged() {
        pad.repaint();
    }
}
