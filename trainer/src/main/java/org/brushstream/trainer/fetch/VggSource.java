package org.brushstream.trainer.fetch;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.brushstream.trainer.loss.Vgg;

/**
 * Where weights are, and what is known of them.
 *
 * @param net what the file should hold
 * @param address http or https; a {@code .safetensors} file with torchvision's names
 * @param sha256 of the whole file, lower-case hexadecimal, where it is known
 * @param licence what may be said of where the weights come from, one sentence
 */
public record VggSource(Vgg net, URI address, Optional<String> sha256, String licence) {
    private static final String TIMM = "https://huggingface.co/timm/%s.tv_in1k/resolve/%s/model.safetensors";

    public VggSource {
        if (!List.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException("an address begins with https:// or http://, unlike " + address);
        }
    }

    /** An address of one's own. */
    public static VggSource at(URI address, Vgg net) {
        return new VggSource(
                net, address, Optional.empty(), "Their licence is what their publisher says; it was not looked at.");
    }

    /**
     * torchvision's weights as timm publishes them: a revision that cannot change, and the SHA-256 that the hub's page states
     * of its file (huggingface.co/timm/vgg19.tv_in1k/blob/main/model.safetensors, and the same of vgg16). These are
     * torchvision's own training from scratch (its documentation of {@code VGG19_Weights.IMAGENET1K_V1} says so), not the
     * original weights of Oxford; the licence is that of the hub's page.
     */
    public static VggSource usual(Vgg net) {
        String revision =
                switch (net) {
                    case VGG16 -> "3394518cba29aee1ea82a49d971be90d2dd1dab7";
                    case VGG19 -> "128d4708565b3a414bcbb9bbad440b2fe37b9f18";
                };
        String sha256 =
                switch (net) {
                    case VGG16 -> "57b026918159a6bf9faf8405c3a551903768e7138989d9c6224a14227203fad8";
                    case VGG19 -> "11aea017b543ff59233749d8f1cf544cda749378f5790d2fedab841fb86b7669";
                };
        return new VggSource(
                net,
                URI.create(TIMM.formatted(net.id(), revision)),
                Optional.of(sha256),
                "Trained by torchvision's authors on ImageNet-1k; published by timm under the BSD 3-clause licence.");
    }
}
