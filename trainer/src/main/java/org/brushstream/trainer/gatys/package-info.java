/**
 * Painting one picture by moving its pixels, the slow way that judges the fast one.
 *
 * <p>{@link org.brushstream.trainer.gatys.Gatys} does it at one size, {@link org.brushstream.trainer.gatys.GatysPlan} says how;
 * {@code CoarseToFine} goes from size to size, in the colours of a {@code Palette}, while a {@code Chronicle} keeps losses and
 * pictures of the way. {@link org.brushstream.trainer.gatys.GatysJob} goes from files to files.
 */
@NullMarked
package org.brushstream.trainer.gatys;

import org.jspecify.annotations.NullMarked;
