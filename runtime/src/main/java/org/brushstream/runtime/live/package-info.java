/**
 * A camera in, a painting out, switched like an instrument. No window and no printing: viewers are called.
 *
 * <p>Read in this order: {@link org.brushstream.runtime.live.LiveControls}, what can be done to a session;
 * {@link org.brushstream.runtime.live.LiveFrame} and {@link org.brushstream.runtime.live.LiveStatus}, what comes out of it;
 * {@link org.brushstream.runtime.live.LiveSession}, how it runs; then what it stands on: {@code Painter} fades from
 * {@code Look} to {@code Look}, with nets that a {@code Palette} opens from {@code Brushes}; {@code Recording};
 * {@code Meter} and {@code Adviser}; {@code StyleStrip}; {@code BeatFinder}.
 */
@NullMarked
package org.brushstream.runtime.live;

import org.jspecify.annotations.NullMarked;
