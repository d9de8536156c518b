/**
 * Style pictures of our own, drawn by programs: {@link org.brushstream.samples.styles.StylePictures} draws them all,
 * {@link org.brushstream.samples.styles.Halftone} is a misprinted comic,
 * {@link org.brushstream.samples.styles.Blueprint} a plan in neon on blue.
 */
@NullMarked
package org.brushstream.samples.styles;

import org.jspecify.annotations.NullMarked;
