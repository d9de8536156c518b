package org.brushstream.player.live;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.live.LiveFrame;
import org.brushstream.runtime.live.LiveViewer;
import org.jspecify.annotations.Nullable;

/**
 * The newest painted picture as JPEG, compressed once for all who wait for it, on a thread of its own, and not at all while
 * nobody does. Thread-safe.
 */
final class JpegPictures implements LiveViewer, AutoCloseable {
    /** One picture; its number grows from picture to picture. */
    static final class Jpeg {
        private final long number;
        private final byte[] bytes;

        private Jpeg(long number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        long number() {
            return number;
        }

        /** The file; not to be written to, all who show the picture share it. */
        byte[] bytes() {
            return bytes;
        }
    }

    private static final float QUALITY = 0.85f;

    private final Function<Frame, BufferedImage> images;
    private final Thread thread = new Thread(this::run, "live-jpeg");

    private @Nullable LiveFrame newest; // all below under the lock of this
    private long number; // of the newest frame
    private long tried; // the number of the frame that was compressed last, or could not be
    private @Nullable Jpeg jpeg;
    private int waiting;
    private boolean closed;

    JpegPictures() {
        this(PictureScaler::image);
    }

    /** @param images turns frames into what is compressed; a frame with which it fails is left out */
    JpegPictures(Function<Frame, BufferedImage> images) {
        this.images = images;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void show(LiveFrame frame) {
        newest = frame;
        number++;
        notifyAll();
    }

    /**
     * Waits for the newest picture there is now, or for the next one.
     *
     * @param after the number of the last one seen, which is not given again; 0 for none
     * @return null if there is none within {@code patience}
     */
    synchronized @Nullable Jpeg next(long after, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long wanted = Math.max(after + 1, number); // what was compressed for others may be old by now
        waiting++;
        notifyAll();
        try {
            while (!closed && (jpeg == null || jpeg.number() < wanted)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return null;
                }
                wait(left);
            }
            return closed ? null : jpeg;
        } finally {
            waiting--;
        }
    }

    synchronized boolean closed() {
        return closed;
    }

    private void run() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            while (true) {
                LiveFrame frame;
                long of;
                synchronized (this) {
                    while (!closed && (waiting == 0 || newest == null || tried == number)) {
                        wait();
                    }
                    if (closed || newest == null) {
                        return;
                    }
                    frame = newest;
                    of = number;
                    tried = of;
                }
                try {
                    byte[] bytes = compress(images.apply(frame.painted()), writer);
                    synchronized (this) {
                        jpeg = new Jpeg(of, bytes);
                        notifyAll();
                    }
                } catch (RuntimeException e) {
                    writer.reset(); // those who wait get the next one
                }
            }
        } catch (InterruptedException e) {
            // closed
        } finally {
            writer.dispose();
        }
    }

    static byte[] compress(BufferedImage image, ImageWriter writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it goes into memory
        }
        return bytes.toByteArray();
    }

    /** Ends the thread, and everybody's waiting. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
