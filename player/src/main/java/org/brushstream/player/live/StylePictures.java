package org.brushstream.player.live;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.jspecify.annotations.Nullable;

/**
 * The small pictures of the strip: one still in every style, painted one after the other on a thread of its own. A style that
 * cannot paint keeps an empty place; what is wrong with it is said when somebody chooses it. Thread-safe.
 */
final class StylePictures implements AutoCloseable {
    static final FrameSize SIZE = new FrameSize(256, 144);

    private final List<StyleTile> strip;
    private final StillPainter painter;
    private final AtomicReferenceArray<@Nullable BufferedImage> pictures;
    private final AtomicIntegerArray versions;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "live-style-pictures");

    private Frame wanted; // all below under the lock of this
    private boolean started;
    private boolean waiting;
    private boolean closed;

    StylePictures(List<StyleTile> strip, StillPainter painter) {
        this.strip = strip;
        this.painter = painter;
        pictures = new AtomicReferenceArray<>(strip.size());
        versions = new AtomicIntegerArray(strip.size());
        wanted = still();
        thread.setDaemon(true);
        thread.start();
    }

    /** The picture of a place of the strip, once it is painted. */
    Optional<BufferedImage> picture(int place) {
        return place < 0 || place >= pictures.length() ? Optional.empty() : Optional.ofNullable(pictures.get(place));
    }

    /** Grows whenever the picture of a place is painted anew; 0 while there is none. */
    int version(int place) {
        return pictures.get(place) == null ? 0 : versions.get(place);
    }

    /** Calls back after every picture, on the thread that paints them. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Begins to paint the bundled still, if nobody has begun yet. */
    synchronized void start() {
        if (!started) {
            started = true;
            waiting = true;
            notifyAll();
        }
    }

    /** Paints all of them again, of another picture: the largest part of it that has the shape of the strip's. */
    synchronized void paint(Frame of) {
        wanted = cropped(of);
        started = true;
        waiting = true;
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                Frame still;
                synchronized (this) {
                    while (!waiting && !closed) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    waiting = false;
                    still = wanted;
                }
                paintAll(still);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void paintAll(Frame still) {
        try (StillPainter.Round round = painter.begin(still)) {
            for (int place = 0; place < strip.size(); place++) {
                synchronized (this) {
                    if (closed || waiting) {
                        return; // another still is wanted by now
                    }
                }
                try {
                    pictures.set(
                            place,
                            PictureScaler.image(round.paint(strip.get(place).style())));
                } catch (RuntimeException e) { // a broken model must not cost the others their pictures
                    pictures.set(place, null);
                }
                versions.incrementAndGet(place);
                listeners.forEach(Runnable::run);
            }
        }
    }

    private static Frame still() {
        try (InputStream png = StylePictures.class.getResourceAsStream("still.png")) {
            return frame(ImageIO.read(Objects.requireNonNull(png)));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is part of the program
        }
    }

    private static Frame frame(BufferedImage image) {
        FrameSize size = new FrameSize(image.getWidth(), image.getHeight());
        ByteBuffer rgb = ByteBuffer.allocate(size.rgbBytes());
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int pixel = image.getRGB(x, y);
                rgb.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
            }
        }
        return new Frame(size, 0, rgb.flip());
    }

    /** Scaled to {@link #SIZE}, cut where it is wider or higher. */
    private static Frame cropped(Frame of) {
        double zoom = Math.max(
                (double) SIZE.width() / of.size().width(),
                (double) SIZE.height() / of.size().height());
        FrameSize covering = new FrameSize(
                Math.max(SIZE.width(), (int) Math.round(zoom * of.size().width())),
                Math.max(SIZE.height(), (int) Math.round(zoom * of.size().height())));
        int[] pixels = new int[covering.pixels()];
        new PictureScaler(of.size(), covering).scale(of, pixels, 0, covering.width());
        int left = (covering.width() - SIZE.width()) / 2;
        int top = (covering.height() - SIZE.height()) / 2;
        ByteBuffer rgb = ByteBuffer.allocate(SIZE.rgbBytes());
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                int pixel = pixels[(top + y) * covering.width() + left + x];
                rgb.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
            }
        }
        return new Frame(SIZE, 0, rgb.flip());
    }

    /** Ends with the picture that is being painted. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
