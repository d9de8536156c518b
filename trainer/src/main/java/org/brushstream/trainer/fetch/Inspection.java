package org.brushstream.trainer.fetch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggHeader;

/** Looks at weights, tensor by tensor: whether they are numbers, and whether they are the original ones of Oxford. */
final class Inspection {
    /**
     * SHA-256 of the original VGG-19's values (K. Simonyan and A. Zisserman, Oxford: VGG_ILSVRC_19_layers), rounded to 16-bit
     * floats, little endian. Calculated from a conversion of that file whose first three blocks hold the original values in
     * 16 bits; of its deeper ones, which went through 8 bits, nothing can be said. The first layer is another matter: each
     * conversion folds the input's scale and order of channels into it.
     */
    private static final Map<String, String> OXFORD = Map.of(
            "features.2.weight", "ea660a340453bb567f84a1f1386e711508e1a4d7849627ba2258afb904606779",
            "features.5.weight", "a02dcd67a438c7dc85122a51f81e3dd08d924661d38a72e779104f3029631482",
            "features.7.weight", "255dd216f4087cd4dad889161e2b0fe3b10dc872cbbeb76d4b14df6000ada160",
            "features.10.weight", "3abbf63dfbc0fe2f284a1442488aaa81f433df3c21af7944781522627c20703a",
            "features.12.weight", "0e6ef4efbb14a1a4248c95d63408bd6e0efcf07c2ee6e3ff63e24e14e687c6ee",
            "features.14.weight", "19c7eadc4ee4bc997c4e147ac14e23d306b4f80f8aa59b954a0c2c3e5223b6cc",
            "features.16.weight", "5916ca176b8b12354b14c869d745a22a8e88060906b572ff9e813e47a5a6df3f");

    private static final String FIRST = "features.0.weight";
    /** In that conversion, of the first filter's first value for R, G and B, with (x / 255 - mean) / deviation as input. */
    private static final float[] OXFORD_FIRST = {23.015625f, 26.515625f, 19.578125f};

    private static final double CLOSE = 0.01; // conversions round differently; R and B differ by a fifth
    private static final int KERNEL = 9;

    private final Map<String, String> known;
    private final Map<String, Boolean> same = new LinkedHashMap<>();
    private boolean usualInput = true;

    /** @param known SHA-256 by tensor; none for a net of which no original is known */
    Inspection(Map<String, String> known) {
        this.known = known;
    }

    static Inspection of(Vgg net) {
        return new Inspection(net == Vgg.VGG19 ? OXFORD : Map.of());
    }

    /** SHA-256 of the values, rounded to 16 bits. */
    static String fingerprint(float[] values) {
        ByteBuffer halves = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            halves.putShort(Half.bits(value));
        }
        return Sha256.of(halves.array());
    }

    /**
     * Looks at one tensor.
     *
     * @param values little endian, as stored
     * @return what is wrong with it, if anything is
     */
    Optional<String> look(VggHeader.Tensor tensor, byte[] values) {
        ByteBuffer stored = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
        boolean full = tensor.type().equals("F32");
        for (int i = 0; stored.hasRemaining(); i++) {
            // a 16-bit float is infinite or NaN where all bits of its exponent are set
            if (full ? !Float.isFinite(stored.getFloat()) : (stored.getShort() & 0x7c00) == 0x7c00) {
                return Optional.of("value " + i + " of " + tensor.name() + " is not a finite number");
            }
        }
        String original = known.get(tensor.name());
        if (original != null) {
            same.put(tensor.name(), original.equals(full ? fingerprint(floats(values)) : Sha256.of(values)));
        }
        if (tensor.name().equals(FIRST) && full) {
            usualInput = readsTheUsualInput(floats(values));
        }
        return Optional.empty();
    }

    private static float[] floats(byte[] values) {
        float[] floats = new float[values.length / Float.BYTES];
        ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static boolean readsTheUsualInput(float[] filters) {
        for (int channel = 0; channel < OXFORD_FIRST.length; channel++) {
            float wanted = OXFORD_FIRST[channel];
            if (Math.abs(filters[channel * KERNEL] - wanted) > CLOSE * wanted) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the tensors are together, after the last of them.
     *
     * @return what is wrong, if anything is: some tensors are Oxford's and others are not, or the net reads another input
     */
    Optional<String> verdict() {
        List<String> different = same.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (!different.isEmpty() && different.size() < same.size()) {
            return Optional.of(String.join(", ", different)
                    + " differs from Oxford's original VGG-19, though the other layers are the same: it is damaged, or"
                    + " was changed");
        }
        if (isOxford() && !usualInput) {
            return Optional.of("it is Oxford's original VGG-19, but its first layer reads pictures in another form than"
                    + " torchvision's, RGB from 0 to 1 less the mean, divided by the deviation");
        }
        return Optional.empty();
    }

    /** Whether these are Oxford's original values, as far as they are known. */
    boolean isOxford() {
        return !same.isEmpty() && !same.containsValue(false);
    }
}
