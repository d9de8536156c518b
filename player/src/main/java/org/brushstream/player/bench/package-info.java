/**
 * The benchmark: models, sizes and devices in turns, beside other programs, and what is made of the figures.
 *
 * <p>Read in this order: {@link org.brushstream.player.bench.BenchmarkJob}, what is measured in which order, with
 * {@code ColdStart} and {@code ReferenceNet}, the other processes; {@link org.brushstream.player.bench.Benchmark}, the
 * result, with {@link org.brushstream.player.bench.Figure}, a number of several rounds; then what shows it:
 * {@link org.brushstream.player.bench.BenchmarkFile}, {@link org.brushstream.player.bench.MarkdownTables},
 * {@link org.brushstream.player.bench.Comparison} and {@link org.brushstream.player.bench.SpeedGraph}.
 */
@NullMarked
package org.brushstream.player.bench;

import org.jspecify.annotations.NullMarked;
