package org.brushstream.player.live;

import java.awt.Component;
import java.awt.Container;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.live.Advice;
import org.brushstream.runtime.live.CameraState;

/**
 * Opens the window over a fake session and uses it with mouse and keyboard, as a person would; prints after every step what
 * the session was told, and takes photographs. Runs in a process of its own, with a display.
 */
final class WindowDriver {
    static final int SOURCE = 0x204060;
    static final int PAINTED = 0x60a040;

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final FakeControls controls = new FakeControls("a", "b", "c", "broken");
    private final Desk desk = DeskTest.desk(controls);
    private final Robot robot;
    private final Path folder;
    private volatile boolean held;

    private WindowDriver(Path folder) throws Exception {
        this.folder = folder;
        robot = new Robot();
        robot.setAutoDelay(20);
    }

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {
            problem.printStackTrace();
            System.exit(3);
        });
        new WindowDriver(Path.of(arguments[0])).drive();
        System.exit(0);
    }

    private void drive() throws Exception {
        LiveWindow window = LiveWindow.open(desk);
        System.out.println("before the first frame: "
                + find(PictureView.class, view -> true).isShowing());
        Thread camera = new Thread(this::film, "film");
        camera.setDaemon(true);
        camera.start();
        PictureView view = find(PictureView.class, each -> true);
        Point middle = screen(view, 0.5, 0.5);
        await(() -> pixel(middle) == PAINTED);
        await(() -> desk.pictures().picture(2).isPresent());
        photograph("window");

        type("1 to 9", 2, KeyEvent.VK_2, KeyEvent.VK_3, KeyEvent.VK_9);
        type("arrows", 4, KeyEvent.VK_LEFT, KeyEvent.VK_RIGHT, KeyEvent.VK_DOWN, KeyEvent.VK_UP);
        type("space", 2, KeyEvent.VK_SPACE, KeyEvent.VK_SPACE);
        type("letters", 4, KeyEvent.VK_M, KeyEvent.VK_R, KeyEvent.VK_R, KeyEvent.VK_P);
        type("cues", 1, KeyEvent.VK_C);
        type("chosen by hand", 1, KeyEvent.VK_1);

        robot.mouseMove(screen(view, 0.25, 0.5).x, middle.y);
        type("split", 0, KeyEvent.VK_S);
        await(() -> pixel(screen(view, 0.1, 0.5)) == SOURCE && pixel(screen(view, 0.9, 0.5)) == PAINTED);
        photograph("split");
        robot.mouseMove(screen(view, 0.75, 0.5).x, middle.y);
        await(() -> pixel(screen(view, 0.6, 0.5)) == SOURCE && pixel(screen(view, 0.9, 0.5)) == PAINTED);
        type("no split", 0, KeyEvent.VK_S);
        await(() -> pixel(screen(view, 0.1, 0.5)) == PAINTED);

        click(button("B"));
        robot.keyPress(KeyEvent.VK_SHIFT);
        click(button("A"));
        click(button("C"));
        robot.keyRelease(KeyEvent.VK_SHIFT);
        said("clicked", 3);
        MixPad pad = find(MixPad.class, each -> true);
        drag(pad, new Point(pad.getWidth() / 2, pad.getHeight() / 2), new Point(pad.getWidth() / 2, 0));
        photograph("mix");
        until(() -> last().equals("style b:1,a:0,c:0"));
        said("dragged to the top", 1);
        SwingUtilities.invokeAndWait(pad::requestFocusInWindow);
        type("arrow on the pad", 1, KeyEvent.VK_DOWN);

        AbstractButton mirror = button("Mirror");
        SwingUtilities.invokeAndWait(mirror::requestFocusInWindow);
        type("space on a button", 1, KeyEvent.VK_SPACE);
        click(button("Original"));
        click(button("Original"));
        SwingUtilities.invokeAndWait(view::requestFocusInWindow);
        said("original", 2);

        controls.advice = Optional.of(new Advice.SmallerSize(new FrameSize(480, 272)));
        await(() -> all(AbstractButton.class).stream()
                .anyMatch(each -> each.isShowing() && "Paint at 480x272".equals(each.getText())));
        photograph("advice");
        click(button("Paint at 480x272"));
        said("advice", 1);
        controls.advice = Optional.empty();

        held = true;
        controls.camera = CameraState.LOST;
        await(() -> label("The camera is gone"));
        photograph("lost");
        held = false;
        controls.camera = CameraState.RUNNING;

        type("full screen", 0, KeyEvent.VK_F);
        await(() -> pixel(new Point(2, Xvfb.HEIGHT / 2)) == PAINTED
                && pixel(new Point(Xvfb.WIDTH - 3, Xvfb.HEIGHT / 2)) == PAINTED);
        photograph("full");
        type("escape", 0, KeyEvent.VK_ESCAPE);
        await(() -> pixel(new Point(2, Xvfb.HEIGHT / 2)) != PAINTED);
        type("help", 0, KeyEvent.VK_F1);
        await(() -> find(HelpOverlay.class, each -> true).isShowing());
        photograph("help");
        type("escape", 0, KeyEvent.VK_ESCAPE);
        await(() -> !find(HelpOverlay.class, each -> true).isShowing());

        System.out.println("unnamed: " + unnamed());
        Frame frame = Frame.getFrames()[0];
        frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING));
        await(window::closed);
        window.close();
        System.out.println("viewers left: " + controls.viewers.size());
        desk.close();
    }

    private void film() {
        while (true) {
            controls.show(SOURCE, PAINTED, held);
            try {
                Thread.sleep(40);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void type(String step, int calls, int... keys) throws Exception {
        for (int key : keys) {
            robot.keyPress(key);
            robot.keyRelease(key);
        }
        said(step, calls);
    }

    private void click(Component component) throws Exception {
        Point point = screen(component, 0.5, 0.5);
        robot.mouseMove(point.x, point.y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    private void drag(Component component, Point from, Point to) {
        Point corner = component.getLocationOnScreen();
        robot.mouseMove(corner.x + from.x, corner.y + from.y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseMove(corner.x + to.x, corner.y + to.y);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    /** What the session was told last. */
    private String last() {
        List<String> calls = controls.calls;
        return calls.isEmpty() ? "" : calls.get(calls.size() - 1);
    }

    /** Prints what the session was told since the last step, once that is as often as expected, or too late. */
    private void said(String step, int expected) throws Exception {
        robot.waitForIdle();
        until(() -> controls.calls.size() >= expected);
        robot.waitForIdle(); // what is more than that
        List<String> calls = new ArrayList<>(controls.calls);
        controls.calls.clear();
        System.out.println(step + ": " + calls);
    }

    private void photograph(String name) throws Exception {
        robot.waitForIdle();
        Thread.sleep(400); // the status line follows four times a second
        Rectangle all = new Rectangle(Xvfb.WIDTH, Xvfb.HEIGHT);
        ImageIO.write(
                robot.createScreenCapture(all),
                "png",
                folder.resolve(name + ".png").toFile());
    }

    private int pixel(Point point) {
        return robot.getPixelColor(point.x, point.y).getRGB() & 0xffffff;
    }

    private static Point screen(Component component, double x, double y) {
        Point corner = component.getLocationOnScreen();
        return new Point(corner.x + (int) (x * component.getWidth()), corner.y + (int) (y * component.getHeight()));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        if (!until(condition)) {
            throw new AssertionError("waited in vain");
        }
    }

    /** False if the time is over. */
    private static boolean until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(30);
        }
        return true;
    }

    private static AbstractButton button(String name) {
        return find(
                AbstractButton.class,
                each -> name.equals(each.getText())
                        || name.equals(each.getAccessibleContext().getAccessibleName()));
    }

    private static boolean label(String beginning) {
        return all(JLabel.class).stream().anyMatch(each -> each.getText().startsWith(beginning));
    }

    private static <T extends Component> T find(Class<T> kind, Predicate<T> wanted) {
        return all(kind).stream().filter(wanted).findFirst().orElseThrow(() -> new AssertionError("no " + kind));
    }

    private static <T extends Component> List<T> all(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Window window : Window.getWindows()) {
            collect(window, kind, found);
        }
        return found;
    }

    private static <T extends Component> void collect(Container in, Class<T> kind, List<T> found) {
        for (Component part : in.getComponents()) {
            if (kind.isInstance(part)) {
                found.add(kind.cast(part));
            }
            if (part instanceof Container container) {
                collect(container, kind, found);
            }
        }
    }

    /** What one can use and a screen reader cannot name, or nobody can ask what it does. */
    private static List<String> unnamed() {
        List<String> unnamed = new ArrayList<>();
        for (AbstractButton each : all(AbstractButton.class)) {
            String name = each.getAccessibleContext().getAccessibleName();
            boolean ours = each.isShowing() && !each.getClass().getName().startsWith("com.formdev");
            if (ours && (name == null || name.isBlank() || each.getToolTipText() == null || !each.isFocusable())) {
                unnamed.add(each.toString());
            }
        }
        for (JComponent each : all(Drawn.class)) {
            if (each.isFocusable()
                    && each.getAccessibleContext().getAccessibleName().isBlank()) {
                unnamed.add(each.getClass().getSimpleName());
            }
        }
        return unnamed;
    }
}
