/**
 * Painting one picture by moving its pixels, the slow way that judges the fast one.
 * {@link org.brushstream.trainer.gatys.Gatys} does it at one size, {@link org.brushstream.trainer.gatys.GatysPlan} says how,
 * {@link org.brushstream.trainer.gatys.GatysJob} goes from files to a file, coarse sizes first;
 * {@link org.brushstream.trainer.gatys.StyleRanking} tells which style pictures belong together.
 */
@NullMarked
package org.brushstream.trainer.gatys;

import org.jspecify.annotations.NullMarked;
