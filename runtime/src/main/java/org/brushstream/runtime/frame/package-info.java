/**
 * Frames, and how they flow: a source is read, a filter changes, a sink keeps. Needs the JDK only.
 *
 * <p>Read in this order: {@link org.brushstream.runtime.frame.Frame}, {@link org.brushstream.runtime.frame.FrameSource},
 * {@link org.brushstream.runtime.frame.FrameFilter}, {@link org.brushstream.runtime.frame.FrameSink},
 * {@link org.brushstream.runtime.frame.Pipeline}; then the two decorators that let decoding and encoding overlap with
 * the filter, {@link org.brushstream.runtime.frame.ReadAhead} and {@link org.brushstream.runtime.frame.WriteBehind}.
 */
@NullMarked
package org.brushstream.runtime.frame;

import org.jspecify.annotations.NullMarked;
