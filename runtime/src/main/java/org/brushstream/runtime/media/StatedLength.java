package org.brushstream.runtime.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a file says it is, by the sizes of its outermost boxes. FFmpeg takes a cut-off .mkv, .webm or .avi for one
 * that ends there; this tells the difference. Transport streams and bare codec streams state no length.
 */
final class StatedLength {
    private static final long EBML = 0x1A45DFA3L;
    private static final long SEGMENT = 0x18538067L;
    private static final long RIFF = 0x52494646L; // "RIFF"
    private static final long FTYP = 0x66747970L; // "ftyp"

    private final SeekableByteChannel file;

    private StatedLength(SeekableByteChannel file) {
        this.file = file;
    }

    /** Bytes that are stated and not there; 0 for a whole file, and for one that states nothing. */
    static long missingBytes(Path path) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            return Math.max(0, new StatedLength(file).end() - file.size());
        }
    }

    private long end() throws IOException {
        long first = number(0, 4);
        if (first == EBML) {
            return endOfSegment();
        }
        if (first == RIFF) {
            long size = Integer.toUnsignedLong(Integer.reverseBytes((int) number(4, 4)));
            return size == 0xFFFFFFFFL ? 0 : 8 + size; // all ones: written to a pipe
        }
        return number(4, 4) == FTYP ? endOfBoxes() : 0;
    }

    /** ISO 14496-12, 4.2: 32-bit size and type; size 1 means that 64 bits follow, size 0 to the end of the file. */
    private long endOfBoxes() throws IOException {
        long position = 0;
        while (position + 8 <= file.size()) {
            long size = number(position, 4);
            if (size == 1) {
                size = number(position + 8, 8);
            }
            if (size < 8) {
                return 0;
            }
            position += size;
        }
        return position;
    }

    /** RFC 8794: a header element, then the segment, each with a size whose leading zero bits tell its own length. */
    private long endOfSegment() throws IOException {
        int headerSize = sizeLength(4);
        long segment = 4 + headerSize + size(4, headerSize);
        int segmentSize = sizeLength(segment + 4);
        long size = size(segment + 4, segmentSize);
        boolean unknown = size == (1L << (7 * segmentSize)) - 1;
        return number(segment, 4) != SEGMENT || unknown ? 0 : segment + 4 + segmentSize + size;
    }

    private int sizeLength(long position) throws IOException {
        return Math.min(8, 1 + Long.numberOfLeadingZeros(number(position, 1)) - 56);
    }

    private long size(long position, int length) throws IOException {
        return number(position, length) & ((1L << (7 * length)) - 1);
    }

    /** Big endian; bytes past the end are 0. */
    private long number(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN);
        bytes.position(8 - length);
        file.position(position);
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = file.read(bytes);
        }
        return bytes.getLong(0);
    }
}
