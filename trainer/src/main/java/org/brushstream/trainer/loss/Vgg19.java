package org.brushstream.trainer.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * The plan of VGG-19's convolutional part (Simonyan and Zisserman 2015, arXiv:1409.1556, table 1, column E).
 *
 * <p>A layer is named after its block and its place there: {@code relu3_2} is the output of the second convolution of the
 * third block, after its ReLU. Blocks are separated by 2x2 max pooling.
 */
final class Vgg19 {
    /** Convolutions in each block. */
    private static final int[] BLOCKS = {2, 2, 4, 4, 4};

    /**
     * A convolution, 3x3 with padding 1 and a ReLU.
     *
     * @param name as in {@code relu3_2}
     * @param index its number in torchvision's {@code features}, under which its weights are stored
     * @param pooledBefore whether 2x2 pooling comes before it
     */
    record Layer(String name, int index, boolean pooledBefore) {}

    private static final List<Layer> LAYERS = layers();

    private Vgg19() {}

    /** Names of all layers, shallowest first. */
    static List<String> names() {
        return LAYERS.stream().map(Layer::name).toList();
    }

    /** The layers that are needed to see the deepest of the names. */
    static List<Layer> upTo(List<String> names) {
        int last = names.stream().mapToInt(names()::indexOf).max().orElseThrow();
        return LAYERS.subList(0, last + 1);
    }

    private static List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        int index = 0; // torchvision counts convolutions, ReLUs and poolings alike
        for (int block = 1; block <= BLOCKS.length; block++) {
            for (int place = 1; place <= BLOCKS[block - 1]; place++) {
                layers.add(new Layer("relu" + block + "_" + place, index, block > 1 && place == 1));
                index += 2;
            }
            index += 1;
        }
        return layers;
    }
}
