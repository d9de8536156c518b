/**
 * What the film shows: eight {@code Subject}s, each in five {@code Take}s; {@code Trees}, {@code Figures}, {@code Head},
 * {@code Vehicles}, {@code Buildings} and {@code Furniture} are what they are put together from.
 */
@NullMarked
package org.brushstream.samples.looks.subjects;

import org.jspecify.annotations.NullMarked;
