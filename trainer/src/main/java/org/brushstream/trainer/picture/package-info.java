/** Pictures on disk and as arrays: {@link org.brushstream.trainer.picture.Pictures} reads and writes one,
 * {@link org.brushstream.trainer.picture.PhotoFolder} gives batches of random crops,
 * {@link org.brushstream.trainer.picture.ContactSheet} lays out what a net paints. */
@NullMarked
package org.brushstream.trainer.picture;

import org.jspecify.annotations.NullMarked;
