package org.brushstream.trainer.script;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function of tensors, compiled by libtorch from TorchScript source.
 *
 * <p>libtorch compiles only what it finds in an archive, so the source is packed into one: a zip with stored entries that
 * holds a module without attributes ({@code data.pkl}, in Python's pickle format, protocol 2) and its code. Weights are
 * ordinary arguments; the result is attached to the manager of the first argument, and gradients flow through.
 */
public final class TorchScript implements AutoCloseable {
    /** Builds an instance of class {@code __torch__.Function} whose only attribute is {@code training = False}. */
    private static final byte[] MODULE_PICKLE = "\u0080\u0002c__torch__\nFunction\n)\u0081}(X\b\0\0\0training\u0089ub."
            .getBytes(StandardCharsets.ISO_8859_1);

    /** An empty tuple: the code needs no tensor constants. */
    private static final byte[] NO_CONSTANTS_PICKLE = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    private final Model model;
    private final Block block;
    private final ParameterStore noParameters = new ParameterStore();

    private TorchScript(Model model) {
        this.model = model;
        this.block = model.getBlock();
    }

    /**
     * Compiles a function.
     *
     * @param arguments names of the tensors it takes, in order
     * @param lines its statements; operators are called as {@code torch.name(...)} with every argument up to the last
     *     that differs from its default
     * @param results names of the tensors it gives back, in order
     * @throws IllegalArgumentException if libtorch does not accept the source
     */
    public static TorchScript compile(List<String> arguments, List<String> lines, List<String> results) {
        String source = source(arguments, lines, results);
        Model model = Model.newInstance("script", "PyTorch");
        try {
            ((PtModel) model).load(new ByteArrayInputStream(archive(source)), null);
            return new TorchScript(model);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new IllegalArgumentException("libtorch does not accept this TorchScript:\n" + source, e);
        }
    }

    /** Calls the function. */
    public NDList run(NDList arguments) {
        arguments.forEach(argument -> argument.setName(null)); // DJL would pack names with dots into dictionaries
        return block.forward(noParameters, arguments, true); // false would cut off the gradients
    }

    /** Calls a function of one result. */
    public NDArray runSingle(NDList arguments) {
        return run(arguments).singletonOrThrow();
    }

    @Override
    public void close() {
        model.close();
    }

    private static String source(List<String> arguments, List<String> lines, List<String> results) {
        String parameters = arguments.stream().map(name -> name + ": Tensor").collect(Collectors.joining(", "));
        boolean single = results.size() == 1;
        String type = single ? "Tensor" : "List[Tensor]";
        String value = single ? results.get(0) : "[" + String.join(", ", results) + "]";
        return """
                class Function(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Function, %s) -> %s:
                %s
                    return %s
                """.formatted(
                parameters, type, lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n")), value);
    }

    private static byte[] archive(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "script/data.pkl", MODULE_PICKLE);
            store(zip, "script/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            store(zip, "script/constants.pkl", NO_CONSTANTS_PICKLE);
            store(zip, "script/version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
