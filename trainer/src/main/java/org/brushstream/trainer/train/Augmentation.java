package org.brushstream.trainer.train;

import java.util.random.RandomGenerator;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.TransformerNet;

/**
 * What is done to photographs before a net sees them, and how much more of them it sees than is judged. Paintings of faint
 * photographs are judged by these as they were: they are to look as if nothing was taken from them.
 *
 * @param context pixels that a crop is larger than its judged part, across and down, a multiple of
 *     {@link TransformerNet#SIZE_MULTIPLE}: where the part lies in it is drawn, so that borders are seen, but not always
 * @param leastContrast above 0, at most 1: half of the photographs are seen with between this and all of their contrast, as
 *     through haze or in a dim room; with 1 all of them are seen as they are
 */
public record Augmentation(int context, double leastContrast) {
    /** Photographs as they are. */
    public static final Augmentation NONE = new Augmentation(0, 1);

    public Augmentation {
        if (context < 0 || context % TransformerNet.SIZE_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "the context is a multiple of %d pixels, not %d".formatted(TransformerNet.SIZE_MULTIPLE, context));
        }
        if (!(leastContrast > 0 && leastContrast <= 1)) {
            throw new IllegalArgumentException("the least contrast is above 0 and at most 1, not " + leastContrast);
        }
    }

    /**
     * What a norm needs. Instance norm makes up for low contrast by itself, and pads by mirroring; a static one paints faint
     * photographs faintly unless it has seen some, and its padding with zeros should matter at a picture's edges only.
     */
    public static Augmentation usual(Norm norm) {
        return norm == Norm.STATIC ? new Augmentation(96, 0.25) : NONE;
    }

    /** Where the judged part of a crop begins, in pixels from its edge; a multiple of the net's. */
    int offset(RandomGenerator random) {
        return random.nextInt(context / TransformerNet.SIZE_MULTIPLE + 1) * TransformerNet.SIZE_MULTIPLE;
    }

    /** How faint one photograph is to be: for half of them not at all. */
    Fade fade(RandomGenerator random) {
        double contrast = Math.pow(leastContrast, random.nextDouble());
        float grey = Fade.WHITE * random.nextFloat();
        return random.nextBoolean() ? new Fade((float) contrast, grey) : Fade.NONE;
    }

    /**
     * What is left of a photograph's contrast, all values moved towards one grey.
     *
     * @param contrast above 0, at most 1
     * @param grey 0..255
     */
    record Fade(float contrast, float grey) {
        static final float WHITE = 255;
        static final Fade NONE = new Fade(1, 0);
    }
}
