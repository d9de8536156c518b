package org.brushstream.trainer.stability;

import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;

/** Pictures that are known at every point, and flows. */
final class Scenes {
    private Scenes() {}

    /** What a place is worth, 0..255. */
    interface Brightness {
        double at(double x, double y, int channel);
    }

    /** Rounded to 8 bits. */
    static Frame frame(FrameSize size, Brightness brightness) {
        ByteBuffer rgb = ByteBuffer.allocate(size.rgbBytes());
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb.put((byte) Math.round(brightness.at(x, y, channel)));
                }
            }
        }
        return new Frame(size, 0, rgb.flip());
    }

    /** Grey values row after row, the same in all channels. */
    static Frame grey(int width, int... values) {
        return frame(new FrameSize(width, values.length / width), (x, y, channel) -> values[(int) (y * width + x)]);
    }

    /** Everything moves alike. */
    static Flow flow(FrameSize size, float right, float down) {
        float[] vectors = new float[2 * size.pixels()];
        for (int i = 0; i < vectors.length; i += 2) {
            vectors[i] = right;
            vectors[i + 1] = down;
        }
        return new Flow(size, vectors);
    }

    /** Everything moves alike, and is seen until it leaves the picture. */
    static Match match(FrameSize size, float right, float down) {
        Flow flow = flow(size, right, down);
        return new Match(flow, flow.inside());
    }
}
