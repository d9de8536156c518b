/**
 * What painting costs: measures nets, the whole path of a frame, and the machine they are compared with. Prints and keeps
 * nothing: whoever asks gets records.
 *
 * <p>Read in this order: {@link org.brushstream.runtime.bench.LivePath}, the runs that are measured, and
 * {@link org.brushstream.runtime.bench.Round}, what comes out of one; {@code Window}, which frames count;
 * {@link org.brushstream.runtime.bench.Timings}, many frames in three numbers; {@link org.brushstream.runtime.bench.NetCost},
 * the multiplications of a net, and {@link org.brushstream.runtime.bench.PeakSpeed}, how many of them the machine can do;
 * {@link org.brushstream.runtime.bench.Machine}, which one that is.
 */
@NullMarked
package org.brushstream.runtime.bench;

import org.jspecify.annotations.NullMarked;
