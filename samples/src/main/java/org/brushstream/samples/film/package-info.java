/** What a drawn film is made with: {@code FilmEncoder} with {@code Bt709} and {@code Chapters}; {@code Noise}, {@code Blur}. */
@NullMarked
package org.brushstream.samples.film;

import org.jspecify.annotations.NullMarked;
