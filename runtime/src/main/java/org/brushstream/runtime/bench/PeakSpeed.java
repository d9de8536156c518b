package org.brushstream.runtime.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import org.brushstream.runtime.bench.OnnxMessage.ElementType;

/**
 * How fast this machine's processors multiply matrices in ONNX Runtime: what a net can at most reach. Measured on the
 * product that a residual convolution of 128 channels is at 640x360: {14400, 1152} times {1152, 128}.
 *
 * @param floatGops 10^9 operations a second on floats, where a multiplication and its addition are two
 * @param byteGops the same on unsigned bytes times signed ones, which ONNX Runtime does fastest
 */
public record PeakSpeed(double floatGops, double byteGops) {
    private static final int ROWS = 14_400; // pixels of 160x90
    private static final int DEPTH = 1_152; // 3 x 3 x 128
    private static final int COLUMNS = 128;
    private static final double OPERATIONS = 2.0 * ROWS * DEPTH * COLUMNS;
    private static final long ENOUGH_NANOS = 700_000_000;
    private static final int FEWEST = 5; // runs

    public PeakSpeed {
        if (!(floatGops > 0) || !(byteGops > 0)) {
            throw new IllegalArgumentException("no speed: " + floatGops + ", " + byteGops);
        }
    }

    /**
     * Measures, in about two seconds; the best run of each kind counts, since it was disturbed least.
     *
     * @param threads at least 1
     */
    public static PeakSpeed measure(int threads) {
        try {
            return new PeakSpeed(measure(ElementType.FLOAT, threads), measure(ElementType.UINT8, threads));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot multiply two matrices", e);
        }
    }

    private static double measure(ElementType type, int threads) throws OrtException {
        boolean bytes = type == ElementType.UINT8;
        int width = bytes ? 1 : Float.BYTES;
        byte[] weights = new byte[DEPTH * COLUMNS * width];
        ByteBuffer memory = ByteBuffer.allocateDirect(ROWS * DEPTH * width).order(ByteOrder.nativeOrder());
        fill(memory, bytes);
        fill(ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN), bytes);
        OnnxMessage graph = new OnnxMessage()
                .node(bytes ? "MatMulInteger" : "MatMul", "product", "left", "right")
                .constant("right", bytes ? ElementType.INT8 : ElementType.FLOAT, weights, DEPTH, COLUMNS)
                .input("left", type, ROWS, DEPTH)
                .output("product", bytes ? ElementType.INT32 : ElementType.FLOAT, ROWS, COLUMNS);
        long[] shape = {ROWS, DEPTH};
        try (OrtSession.SessionOptions options = OrtAccess.options()) {
            options.setIntraOpNumThreads(threads);
            try (OrtSession session = OrtAccess.ENVIRONMENT.createSession(OnnxMessage.model(graph), options);
                    OnnxTensor left = bytes
                            ? OnnxTensor.createTensor(OrtAccess.ENVIRONMENT, memory, shape, OnnxJavaType.UINT8)
                            : OnnxTensor.createTensor(OrtAccess.ENVIRONMENT, memory.asFloatBuffer(), shape)) {
                return OPERATIONS / bestNanos(session, Map.of("left", left));
            }
        }
    }

    private static void fill(ByteBuffer memory, boolean bytes) {
        Random random = new Random(1);
        while (memory.hasRemaining()) {
            if (bytes) {
                memory.put((byte) random.nextInt());
            } else {
                memory.putFloat(random.nextFloat());
            }
        }
        memory.flip();
    }

    private static long bestNanos(OrtSession session, Map<String, OnnxTensor> inputs) throws OrtException {
        long best = Long.MAX_VALUE;
        long started = System.nanoTime();
        for (int run = 0; run < FEWEST || System.nanoTime() - started < ENOUGH_NANOS; run++) {
            long start = System.nanoTime();
            session.run(inputs).close();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    /**
     * Which share of this speed a net reaches: the time its products would take at it, over the time it takes.
     *
     * @param millis of one frame
     * @return 0 to about 1
     */
    public double share(NetCost net, double millis) {
        double least = 2 * (net.floatProducts() / floatGops + net.byteProducts() / byteGops) / 1e6; // ms
        return least / millis;
    }
}
