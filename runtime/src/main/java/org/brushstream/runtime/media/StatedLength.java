package org.brushstream.runtime.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Whether a file is as long as it says, by the sizes of its outermost boxes. FFmpeg takes a cut-off .mkv, .webm, .avi,
 * .png or .jpg for one that ends there; this tells the difference. Transport streams and bare codec streams state no
 * length.
 */
final class StatedLength {
    private static final long EBML = 0x1A45DFA3L;
    private static final long SEGMENT = 0x18538067L;
    private static final long RIFF = 0x52494646L; // "RIFF"
    private static final long FTYP = 0x66747970L; // "ftyp"
    /** ISO 14496-12, table 1, and QuickTime: what stands outermost. Anything else past the last box is a leftover. */
    private static final Set<String> OUTERMOST = Set.of(
            "ftyp", "moov", "mdat", "moof", "meta", "free", "skip", "wide", "uuid", "udta", "mfra", "sidx", "ssix",
            "styp", "pdin", "prft", "emsg", "pnot");

    private static final long PNG = 0x89504E47L;
    private static final long IEND = 0x49454E44L; // "IEND"
    private static final long JPEG = 0xFFD8L;
    private static final long JPEG_SCAN = 0xFFDAL;
    private static final long JPEG_FILL = 0xFFFFL;

    private final SeekableByteChannel file;

    private StatedLength(SeekableByteChannel file) {
        this.file = file;
    }

    /** Whether bytes are stated that are not there; false for a whole file, and for one that states nothing. */
    static boolean isCutOff(Path path) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            return new StatedLength(file).end() > file.size();
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
        if (first == PNG) {
            return endOfChunks();
        }
        if (first >> 16 == JPEG) {
            return endOfScans();
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
            if (size >= 0 && size < 8) {
                return 0;
            }
            if (size < 0 || size > file.size() - position) { // below zero: 64 bits without a sign
                return isOutermost(number(position + 4, 4)) ? Long.MAX_VALUE : 0;
            }
            position += size;
        }
        return position;
    }

    private static boolean isOutermost(long type) {
        byte[] letters = ByteBuffer.allocate(4).putInt((int) type).array();
        return OUTERMOST.contains(new String(letters, StandardCharsets.ISO_8859_1));
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

    /** PNG, 5.3: a signature, then chunks of length, type, data and checksum up to IEND. */
    private long endOfChunks() throws IOException {
        long position = 8;
        long type = 0;
        while (type != IEND && position < file.size()) {
            type = number(position + 4, 4);
            position += 12 + number(position, 4);
        }
        return type == IEND ? position : position + 12;
    }

    /** JPEG, B.1: marked segments with their lengths, then coded data, in which FF D9 is always the end. */
    private long endOfScans() throws IOException {
        long position = 2;
        long marker = 0;
        while (marker != JPEG_SCAN && position < file.size()) {
            marker = number(position, 2);
            boolean fill = marker == JPEG_FILL; // B.1.1.2: any number of FF may precede a marker
            position += fill ? 1 : 2 + number(position + 2, 2);
        }
        ByteBuffer coded = ByteBuffer.allocate(1 << 16);
        int previous = 0;
        for (file.position(position); file.read(coded.clear()) > 0; ) {
            for (coded.flip(); coded.hasRemaining(); ) {
                int next = coded.get() & 0xFF;
                if (previous == 0xFF && next == 0xD9) {
                    return 0;
                }
                previous = next;
            }
        }
        return file.size() + 2;
    }

    /** Big endian; bytes past the end are 0. */
    private long number(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8).position(8 - length);
        file.position(position);
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = file.read(bytes);
        }
        return bytes.getLong(0);
    }
}
