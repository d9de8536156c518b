/**
 * Five ways to paint a {@code View}: {@code Comic}, {@code Watercolour}, {@code BlockPrint}, {@code Blueprint} and
 * {@code Ink}, each on its {@code Paper}, with {@code Contours} and on a {@code Canvas}. Lengths are pixels of the film, 640
 * wide, whatever the size of the canvas; textures stay on the paper.
 */
@NullMarked
package org.brushstream.samples.looks.hands;

import org.jspecify.annotations.NullMarked;
