/**
 * Programs that use the library: {@link org.brushstream.samples.PaintFilm} from file to file,
 * {@link org.brushstream.samples.BeforeAfter} with a filter of its own.
 */
@NullMarked
package org.brushstream.samples;

import org.jspecify.annotations.NullMarked;
