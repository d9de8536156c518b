package org.brushstream.trainer.fetch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.loss.VggHeader;

/**
 * A smaller {@code .safetensors} file made of ranges of a larger one, in the same order.
 *
 * @param identity of the larger file
 * @param head the smaller file's length of header and header; it says what it was made from, so that a file that begins with
 *     the same head was made from the same
 * @param ranges of the larger file, ascending, none touching the next
 * @param tensors of the smaller file
 */
record Excerpt(RemoteFile.Identity identity, ByteBuffer head, List<Range> ranges, List<VggHeader.Tensor> tensors) {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final int ALIGNMENT = 8; // bytes, as the format asks

    /**
     * Of the larger file's bytes.
     *
     * @param from the first
     * @param until the one after the last
     */
    record Range(long from, long until) {
        long bytes() {
            return until - from;
        }
    }

    /**
     * Plans it.
     *
     * @param larger its tensors that are wanted
     * @param dataStart where its tensors begin, bytes from its start
     * @param address for the record
     */
    static Excerpt of(VggHeader larger, long dataStart, RemoteFile.Identity identity, URI address) {
        List<Range> ranges = new ArrayList<>();
        List<VggHeader.Tensor> tensors = new ArrayList<>();
        long place = 0;
        for (VggHeader.Tensor tensor : larger.tensors()) {
            long bytes = tensor.end() - tensor.begin();
            tensors.add(new VggHeader.Tensor(tensor.name(), tensor.type(), tensor.shape(), place, place + bytes));
            place += bytes;
            add(new Range(dataStart + tensor.begin(), dataStart + tensor.end()), ranges);
        }
        return new Excerpt(identity, head(tensors, identity, address), ranges, tensors);
    }

    private static void add(Range range, List<Range> ranges) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).until() == range.from()) {
            ranges.set(last, new Range(ranges.get(last).from(), range.until()));
        } else {
            ranges.add(range);
        }
    }

    private static ByteBuffer head(List<VggHeader.Tensor> tensors, RemoteFile.Identity identity, URI address) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(
                "__metadata__",
                Map.ofEntries(Map.entry(
                        "origin",
                        "%s, tag %s, %d bytes".formatted(withoutSecrets(address), identity.tag(), identity.bytes()))));
        for (VggHeader.Tensor tensor : tensors) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.type());
            entry.put("shape", tensor.shape());
            entry.put("data_offsets", List.of(tensor.begin(), tensor.end()));
            header.put(tensor.name(), entry);
        }
        byte[] json = GSON.toJson(header).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(padded).put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        return head.flip();
    }

    /** Files are given away: neither a password nor a query, which may hold a token. */
    private static String withoutSecrets(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + address.getRawPath();
    }

    /** A view with its own position. */
    @Override
    public ByteBuffer head() {
        return head.asReadOnlyBuffer();
    }

    /** Where the tensors begin in the smaller file. */
    int headBytes() {
        return head.remaining();
    }

    /** Length of the tensors in the smaller file. */
    long bytes() {
        return ranges.stream().mapToLong(Range::bytes).sum();
    }

    /** What is still to be asked for in one piece once so many bytes of tensors are there, fewer than {@link #bytes()}. */
    Range next(long arrived) {
        long before = 0;
        for (Range range : ranges) {
            if (arrived < before + range.bytes()) {
                return new Range(range.from() + arrived - before, range.until());
            }
            before += range.bytes();
        }
        throw new IllegalArgumentException("all of " + before + " bytes have arrived: " + arrived);
    }
}
