/**
 * Motion that is known because we made it: photographs are moved as a camera would move them, and paintings of them should
 * move alike.
 *
 * <p>{@link org.brushstream.trainer.motion.KnownMotion} says how one picture moves and how noisy it gets;
 * {@link org.brushstream.trainer.motion.Mover} moves pictures and tells how far paintings are from moving with them.
 */
@NullMarked
package org.brushstream.trainer.motion;

import org.jspecify.annotations.NullMarked;
