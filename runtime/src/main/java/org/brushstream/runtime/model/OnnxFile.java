package org.brushstream.runtime.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the little we need of a {@code ModelProto} (onnx.proto3 of the ONNX standard) without its generated classes and
 * without starting ONNX Runtime: listing models is quick, and a card is read even where the graph cannot run.
 */
final class OnnxFile {
    private static final int GRAPH = tag(7);
    private static final int OPSET_IMPORT = tag(8);
    private static final int METADATA_PROPS = tag(14); // repeated StringStringEntryProto
    private static final int ENTRY_KEY = tag(1);
    private static final int ENTRY_VALUE = tag(2);

    private OnnxFile() {}

    private static int tag(int field) {
        return (field << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /**
     * The model's {@code metadata_props}; empty if it has none.
     *
     * @throws IOException if these bytes are no ONNX model, or only the beginning of one
     */
    static Map<String, String> metadata(byte[] onnx) throws IOException {
        Map<String, String> metadata = new HashMap<>();
        boolean graph = false;
        boolean opset = false;
        CodedInputStream in = CodedInputStream.newInstance(onnx);
        for (int tag; (tag = in.readTag()) != 0; ) {
            graph |= tag == GRAPH;
            opset |= tag == OPSET_IMPORT;
            if (tag == METADATA_PROPS) {
                readEntry(in, metadata);
            } else if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that never began");
            }
        }
        if (!graph || !opset) { // nearly any short text happens to be some protobuf message
            throw new InvalidProtocolBufferException("no graph, or no operator set");
        }
        return metadata;
    }

    private static void readEntry(CodedInputStream in, Map<String, String> metadata) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        String key = "";
        String value = "";
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == ENTRY_KEY) {
                key = in.readStringRequireUtf8();
            } else if (tag == ENTRY_VALUE) {
                value = in.readStringRequireUtf8();
            } else if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that never began");
            }
        }
        in.popLimit(limit);
        metadata.put(key, value);
    }
}
