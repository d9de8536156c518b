/**
 * A small photographer's studio: {@code Solids} collects triangles, {@code Camera} and {@code Raster} find what is seen,
 * {@code Photograph} lights it ({@code Surface}, {@code Light}, {@code Shadows}, {@code Heaven}, {@code Water}) and gives a
 * {@code View}. A {@code Stage} is one moment with all that belongs to it.
 */
@NullMarked
package org.brushstream.samples.looks.solid;

import org.jspecify.annotations.NullMarked;
