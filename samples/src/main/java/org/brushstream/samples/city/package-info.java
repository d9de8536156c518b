/**
 * The sample film, in this order: {@code NightCity}, {@code Moment}, {@code CityScene} and its layers from far to near
 * ({@code Sky}, {@code Skyline} of {@code Tower}s, {@code Embankment}, {@code Bridge} with its {@code Traffic},
 * {@code River}, {@code Boat}, {@code Quay} with its {@code Couple}), {@code Bloom}; then {@code Beat}, which the lights
 * follow.
 */
@NullMarked
package org.brushstream.samples.city;

import org.jspecify.annotations.NullMarked;
