package org.brushstream.samples.looks.solid;

/**
 * The light of an hour.
 *
 * @param sun towards the sun or the moon
 * @param sunRgb its colour, 0xRRGGBB
 * @param sunStrength how much brighter than the sky, 0 to 4
 * @param zenith colour of the sky above, 0xRRGGBB
 * @param horizon colour of the sky and of the haze
 * @param haze metres after which a third of a thing's own colour is left
 * @param clouds 0 for a clear sky to 1 for a covered one
 * @param lamps how bright windows and lamps are, 0 by day
 */
public record Light(
        Vec sun, int sunRgb, double sunStrength, int zenith, int horizon, double haze, double clouds, double lamps) {
    public static final Light NOON =
            new Light(new Vec(-0.5, 0.8, 0.45).unit(), 0xfff4e0, 2.1, 0x3f7fd0, 0xc4dcec, 900, 0.45, 0);
    public static final Light MORNING =
            new Light(new Vec(0.8, 0.36, 0.45).unit(), 0xffe0b0, 2.2, 0x7fb0dc, 0xf4e2c8, 420, 0.35, 0);
    public static final Light OVERCAST =
            new Light(new Vec(0.3, 0.9, 0.5).unit(), 0xe8eef4, 0.9, 0x98a8b8, 0xd4dade, 330, 0.9, 0.25);
    public static final Light SUNSET =
            new Light(new Vec(-0.75, 0.24, 0.5).unit(), 0xffb070, 2.4, 0x6478b4, 0xf6bc88, 700, 0.55, 0.6);
    public static final Light NIGHT =
            new Light(new Vec(0.45, 0.6, 0.5).unit(), 0xb0c8ff, 1.0, 0x26386c, 0x6478ac, 700, 0.3, 1.2);

    /** The same hour with the sun elsewhere: where a painter would have placed his model. */
    public Light from(double x, double y, double z) {
        return new Light(new Vec(x, y, z).unit(), sunRgb, sunStrength, zenith, horizon, haze, clouds, lamps);
    }
}
