package org.brushstream.player.live;

import java.awt.AWTError;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.brushstream.runtime.live.CameraState;
import org.brushstream.runtime.live.LiveFrame;
import org.brushstream.runtime.live.LiveStatus;
import org.brushstream.runtime.live.LiveViewer;
import org.jspecify.annotations.Nullable;

/** The window of a live session. Closing it leaves the session running; whoever opened both ends both. */
public final class LiveWindow implements AutoCloseable {
    private static final int STATUS_MILLIS = 250;
    private static final Dimension SIZE = new Dimension(1440, 860);

    private final Desk desk;
    private final JFrame frame = new JFrame("Brushstream live");
    private final PictureView view = new PictureView();
    private final ControlPanel panel;
    private final StyleStrip strip;
    private final StatusLine line;
    private final JPanel bottom = new JPanel(new BorderLayout());
    private final JPanel middle = new JPanel(new BorderLayout());
    private final HelpOverlay help;
    private final Timer timer = new Timer(STATUS_MILLIS, event -> refresh());
    private volatile boolean closed;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final LiveViewer viewer = this::show;
    private volatile @Nullable LiveFrame newest;
    private boolean full;

    private LiveWindow(Desk desk) {
        this.desk = desk;
        panel = new ControlPanel(desk, view, this::toggleSplit, this::toggleFullScreen);
        strip = new StyleStrip(desk, desk.pictures()::picture);
        line = new StatusLine(desk.controls(), this::toggleHelp);
        KeyMap keys = KeyMap.of(
                frame.getRootPane(), desk, this::toggleSplit, this::toggleFullScreen, this::toggleHelp, this::escape);
        help = new HelpOverlay(keys.lines());
    }

    /** Whether there is a display to open a window on. */
    public static boolean canOpen() {
        if (GraphicsEnvironment.isHeadless()) {
            return false;
        }
        try {
            GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
            return true;
        } catch (HeadlessException
                | AWTError
                | LinkageError e) { // DISPLAY names none that answers; a Java without windows
            return false;
        }
    }

    /** Opens it; returns when it is on the screen. */
    public static LiveWindow open(Desk desk) {
        LiveWindow[] opened = new LiveWindow[1];
        onEventThread(() -> {
            Look.install();
            opened[0] = new LiveWindow(desk);
            opened[0].build();
        });
        desk.controls().watch(opened[0].viewer);
        desk.pictures().start();
        return opened[0];
    }

    private static void onEventThread(Runnable work) {
        try {
            if (SwingUtilities.isEventDispatchThread()) {
                work.run();
            } else {
                SwingUtilities.invokeAndWait(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the window opened", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the window cannot be opened: " + e.getCause(), e.getCause());
        }
    }

    private void build() {
        JScrollPane scrolling = new JScrollPane(
                strip,
                ScrollPaneConstants.VERTICAL_SCROLLBAR_NEVER,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_AS_NEEDED);
        scrolling.setBorder(BorderFactory.createEmptyBorder());
        scrolling.getViewport().setBackground(Look.BACKGROUND);
        scrolling.getHorizontalScrollBar().setUnitIncrement(32);
        JButton own = new JButton("Try on me");
        own.setToolTipText("Paint the small pictures again, of what the camera sees now");
        own.setRequestFocusEnabled(false);
        own.setPreferredSize(new Dimension(104, 34));
        own.putClientProperty("JButton.buttonType", "roundRect");
        own.addActionListener(event -> tryOnCamera());
        JPanel beside = new JPanel();
        beside.setBackground(Look.BACKGROUND);
        beside.setBorder(BorderFactory.createEmptyBorder(22, 4, 0, 12));
        beside.add(own);
        bottom.setBackground(Look.BACKGROUND);
        bottom.add(line, BorderLayout.NORTH);
        bottom.add(scrolling, BorderLayout.CENTER);
        bottom.add(beside, BorderLayout.EAST);
        bottom.add(Box.createVerticalStrut(6), BorderLayout.SOUTH);

        middle.setBackground(Look.BACKGROUND);
        middle.add(view, BorderLayout.CENTER);
        middle.setBorder(BorderFactory.createEmptyBorder(14, 14, 0, 14));
        frame.getContentPane().setBackground(Look.BACKGROUND);
        frame.add(middle, BorderLayout.CENTER);
        frame.add(panel, BorderLayout.EAST);
        frame.add(bottom, BorderLayout.SOUTH);
        frame.setGlassPane(help);
        frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
            }
        });
        desk.listen(this::refreshSoon);
        desk.pictures()
                .listen(() -> SwingUtilities.invokeLater(() -> {
                    strip.repaint();
                    panel.picturesChanged();
                }));
        refresh();
        frame.setMinimumSize(new Dimension(900, 640));
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        frame.setSize(Math.min(SIZE.width, screen.width), Math.min(SIZE.height, screen.height));
        frame.setLocationRelativeTo(null);
        frame.setVisible(true);
        view.requestFocusInWindow();
        timer.start();
    }

    private void show(LiveFrame shown) {
        newest = shown;
        view.show(shown);
    }

    private void tryOnCamera() {
        LiveFrame shown = newest;
        if (shown != null) {
            desk.pictures().paint(shown.source());
        }
    }

    /** Many changes at once, as when the pad is dragged, are drawn once. */
    private void refreshSoon() {
        if (refreshing.compareAndSet(false, true)) {
            SwingUtilities.invokeLater(() -> {
                refreshing.set(false);
                refresh();
            });
        }
    }

    private void refresh() {
        LiveStatus status = desk.controls().status();
        desk.follow(status);
        DeskState state = desk.state();
        panel.follow(state);
        panel.follow(status);
        strip.follow(state);
        line.follow(status, state.message(), view.delays());
        view.sign(status.camera() == CameraState.LOST ? "Camera lost, last picture held" : "");
        view.words(
                status.camera() == CameraState.LOST
                        ? "There is no camera yet; it is tried again"
                        : "Waiting for the camera …");
    }

    private void toggleSplit() {
        view.split(!view.split());
        refresh();
    }

    private void toggleHelp() {
        help.setVisible(!help.isVisible());
    }

    private void escape() {
        if (help.isVisible()) {
            help.setVisible(false);
        } else if (full) {
            toggleFullScreen();
        }
    }

    private void toggleFullScreen() {
        full = !full;
        for (Component part : new Component[] {panel, bottom}) {
            part.setVisible(!full);
        }
        middle.setBorder(full ? null : BorderFactory.createEmptyBorder(14, 14, 0, 14));
        view.rounded(!full);
        GraphicsDevice screen = frame.getGraphicsConfiguration().getDevice();
        screen.setFullScreenWindow(full ? frame : null);
        frame.validate();
        view.requestFocusInWindow();
    }

    /** Whether somebody has closed it. */
    public boolean closed() {
        return closed;
    }

    /** Takes it from the screen. Closing twice is harmless. */
    @Override
    public void close() {
        desk.controls().unwatch(viewer);
        onEventThread(() -> {
            timer.stop();
            view.close();
            frame.dispose();
        });
        closed = true;
    }
}
