package org.brushstream.player.live;

import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.ActionMap;
import javax.swing.InputMap;
import javax.swing.JComponent;
import javax.swing.JRootPane;
import javax.swing.KeyStroke;

/**
 * What keys do anywhere in the window; the component that has the focus comes first, so that a slider or a button can be used
 * with the keyboard as everywhere else.
 */
final class KeyMap {
    /**
     * One line of the help.
     *
     * @param keys as they are printed on a keyboard
     * @param what they do, in a few words
     */
    record Line(String keys, String what) {}

    private final InputMap strokes;
    private final ActionMap actions;
    private final List<Line> lines = new ArrayList<>();

    KeyMap(JRootPane window) {
        strokes = window.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW);
        actions = window.getActionMap();
    }

    /** A line of the help; the keys that follow belong to it. */
    KeyMap says(String keys, String what) {
        lines.add(new Line(keys, what));
        return this;
    }

    /** @param code of {@link KeyEvent} */
    KeyMap on(int code, Runnable action) {
        return on(KeyStroke.getKeyStroke(code, 0), action);
    }

    KeyMap on(KeyStroke stroke, Runnable action) {
        strokes.put(stroke, stroke);
        actions.put(stroke, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                action.run();
            }
        });
        return this;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The keys of the desk and of the window. */
    static KeyMap of(JRootPane window, Desk desk, Runnable split, Runnable fullScreen, Runnable help, Runnable escape) {
        KeyMap map = new KeyMap(window);
        map.says("1 – 9", "a style of the strip");
        for (int i = 0; i < 9; i++) {
            int place = i;
            map.on(KeyEvent.VK_1 + i, () -> desk.choose(place));
            map.on(KeyEvent.VK_NUMPAD1 + i, () -> desk.choose(place));
        }
        map.says("← →", "previous, next style")
                .on(KeyEvent.VK_LEFT, () -> desk.step(-1))
                .on(KeyEvent.VK_RIGHT, () -> desk.step(1));
        map.says("↑ ↓", "stronger, weaker")
                .on(KeyEvent.VK_UP, () -> desk.strengthStep(1))
                .on(KeyEvent.VK_DOWN, () -> desk.strengthStep(-1));
        map.says("Space", "the camera unpainted, and back").on(KeyEvent.VK_SPACE, desk::toggleBypass);
        map.says("S", "before and after, split at the mouse").on(KeyEvent.VK_S, split);
        map.says("M", "mirror").on(KeyEvent.VK_M, desk::toggleMirror);
        map.says("R", "record, stop").on(KeyEvent.VK_R, desk::toggleRecording);
        map.says("P", "take a picture").on(KeyEvent.VK_P, desk::snapshot);
        map.says("T", "tap the tempo").on(KeyEvent.VK_T, desk::tap);
        map.says("C", "styles take turns").on(KeyEvent.VK_C, desk::toggleCues);
        map.says("F", "full screen").on(KeyEvent.VK_F, fullScreen).on(KeyEvent.VK_F11, fullScreen);
        map.says("?", "this help")
                .on(KeyStroke.getKeyStroke('?'), help)
                .on(KeyEvent.VK_F1, help)
                .on(KeyEvent.VK_ESCAPE, escape);
        return map;
    }
}
