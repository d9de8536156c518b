/**
 * What a style is given as: pictures on disk, one or several.
 *
 * <p>{@link org.brushstream.trainer.style.WeightedStyle} is one of them; {@link org.brushstream.trainer.style.StyleRanking}
 * tells which belong together; {@link org.brushstream.trainer.style.Style} is what a net is to learn from them.
 */
@NullMarked
package org.brushstream.trainer.style;

import org.jspecify.annotations.NullMarked;
