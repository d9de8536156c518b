package org.brushstream.runtime.live;

import java.util.Optional;

/**
 * One field of the style strip.
 *
 * @param name to ask for it, as in {@code StyleMix.of(name)}; of a style with several nets the one for live pictures
 * @param title the style picture: "The Great Wave off Kanagawa, Katsushika Hokusai, 1831"; the name if nothing is known
 * @param faster the name of the same style by a smaller net; empty if there is none
 */
public record LiveStyle(String name, String title, Optional<String> faster) {}
