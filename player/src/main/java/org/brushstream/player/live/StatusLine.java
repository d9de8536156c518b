package org.brushstream.player.live;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.Locale;
import java.util.Optional;
import javax.accessibility.AccessibleRole;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.brushstream.runtime.live.Advice;
import org.brushstream.runtime.live.CameraState;
import org.brushstream.runtime.live.LiveControls;
import org.brushstream.runtime.live.LiveStatus;
import org.jspecify.annotations.Nullable;

/** One quiet line: what happened or would help on the left, how fast it goes on the right. */
final class StatusLine extends JPanel {
    private final LiveControls controls;
    private final Dot dot = new Dot();
    private final JLabel words = new JLabel(" ");
    private final JButton take = new JButton();
    private final JLabel figures = new JLabel(" ");
    private final Box left = Box.createHorizontalBox();
    private @Nullable Advice advice;

    StatusLine(LiveControls controls, Runnable help) {
        super(new BorderLayout(12, 0));
        this.controls = controls;
        setBackground(Look.BACKGROUND);
        setBorder(BorderFactory.createEmptyBorder(8, 14, 4, 14));
        setPreferredSize(new Dimension(100, 44));
        words.setFont(Look.text(13));
        words.setForeground(Look.TEXT);
        take.setFont(Look.text(12));
        take.putClientProperty("JButton.buttonType", "roundRect");
        take.setRequestFocusEnabled(false);
        take.setVisible(false);
        take.addActionListener(event -> takeAdvice());
        left.add(dot);
        left.add(Box.createHorizontalStrut(6));
        left.add(words);
        left.add(Box.createHorizontalStrut(12));
        left.add(take);
        add(left, BorderLayout.CENTER);

        Box right = Box.createHorizontalBox();
        figures.setFont(Look.text(13));
        figures.setForeground(Look.QUIET);
        right.add(figures);
        right.add(Box.createHorizontalStrut(10));
        JButton question = new JButton(Glyph.HELP);
        question.setToolTipText("Keys (?)");
        question.getAccessibleContext().setAccessibleName("Help");
        question.putClientProperty("JButton.buttonType", "toolBarButton");
        question.setRequestFocusEnabled(false);
        question.addActionListener(event -> help.run());
        right.add(question);
        add(right, BorderLayout.EAST);
    }

    private void takeAdvice() {
        if (advice instanceof Advice.FasterStyle faster) {
            controls.style(faster.style());
        } else if (advice instanceof Advice.SmallerSize smaller) {
            controls.size(smaller.size());
        }
    }

    /**
     * @param message of the desk
     * @param delays from the camera to the window, where they are known: median and the 99th of a hundred, in milliseconds
     */
    void follow(LiveStatus status, Optional<String> message, Optional<double[]> delays) {
        advice = status.advice().orElse(null);
        take.setVisible(status.advice().isPresent());
        status.advice()
                .ifPresent(found -> take.setText(
                        found instanceof Advice.SmallerSize smaller
                                ? "Paint at " + smaller.size()
                                : "Take the faster net"));
        dot.colour(
                status.camera() == CameraState.LOST
                        ? Look.LOST
                        : status.advice().isPresent()
                                ? Look.ACCENT
                                : status.camera() == CameraState.RUNNING ? Look.FINE : Look.QUIET);
        words.setText(message.or(status::notice)
                .or(() -> status.advice()
                        .map(found -> "This machine does not hold the camera's "
                                + Math.round(status.cameraFramesPerSecond()) + " frames a second"))
                .orElse(
                        switch (status.camera()) {
                            case OPENING -> "Opening the camera …";
                            case LOST -> "The camera is gone; the last picture is held until it is back";
                            case RUNNING -> status.bypass() ? "The camera, unpainted" : status.device();
                        }));
        words.setToolTipText(status.device());
        double[] shown = delays.orElse(new double[] {status.delayMedianMillis(), status.delayP99Millis()});
        figures.setText(String.format(
                Locale.ROOT,
                "%s    %.1f frames/s    delay %.0f ms, 99 %% under %.0f ms",
                status.size(),
                status.framesPerSecond(),
                shown[0],
                shown[1]));
        figures.setToolTipText(String.format(
                Locale.ROOT,
                "<html>%d frames came from the camera at %.1f a second,<br>%d were painted, %d left out for newer ones</html>",
                status.captured(),
                status.cameraFramesPerSecond(),
                status.painted(),
                status.dropped()));
    }

    /** A coloured dot: whether all is well, at a glance. */
    private static final class Dot extends Drawn {
        private Color colour = Look.QUIET;

        private Dot() {
            super(AccessibleRole.LABEL, "", "");
            setFocusable(false);
            setPreferredSize(new Dimension(14, 20));
            setMaximumSize(getPreferredSize());
        }

        private void colour(Color now) {
            colour = now;
            repaint();
        }

        @Override
        void draw(Graphics2D g) {
            g.setColor(colour);
            g.fill(new Ellipse2D.Double(3, getHeight() / 2.0 - 4, 8, 8));
        }
    }
}
