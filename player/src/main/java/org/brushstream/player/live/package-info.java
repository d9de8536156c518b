/**
 * A live session in the hands of people: the window, the page for phones and OBS, tap tempo and cue lists.
 *
 * <p>Read in this order: {@link org.brushstream.player.live.Desk}, what a performer can do, whichever way;
 * {@link org.brushstream.player.live.TapTempo}, {@link org.brushstream.player.live.CueList} and {@code CueClock}, the beat;
 * {@link org.brushstream.player.live.LiveWindow} with {@code PictureView} and {@code PictureComposer}, where the newest
 * picture is prepared, and {@code MixPad} with {@code MixShape}; then {@link org.brushstream.player.live.WebPage}.
 */
@NullMarked
package org.brushstream.player.live;

import org.jspecify.annotations.NullMarked;
