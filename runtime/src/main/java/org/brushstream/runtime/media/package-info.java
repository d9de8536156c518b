/**
 * Videos, photographs and cameras, by FFmpeg: what they are, their pictures as frames, and painted frames back into a
 * file that keeps the times and the sound of its source. No FFmpeg type leaves this package.
 *
 * <p>Read in this order: {@link org.brushstream.runtime.media.VideoInfo}, {@link org.brushstream.runtime.media.Chapter},
 * {@link org.brushstream.runtime.media.FfmpegSource}, {@link org.brushstream.runtime.media.FfmpegSink},
 * {@link org.brushstream.runtime.media.Preset} and {@code Container}; {@link org.brushstream.runtime.media.Camera},
 * {@link org.brushstream.runtime.media.Cameras}, {@link org.brushstream.runtime.media.VirtualCamera},
 * {@link org.brushstream.runtime.media.Sound} and {@link org.brushstream.runtime.media.Microphone}; then what they stand
 * on: for reading {@code InputFile}, {@code Continuity}, {@code StatedLength}, {@code ToRgb}, {@code Orientation}, for
 * writing {@code PictureEncoder}, {@code StreamCopy}, {@code PcmTrack}, {@code Muxer}, {@code PartFile}, for cameras and
 * microphones {@code DevicePackets}, {@code DeviceInput}, {@code RealTime} and {@code Covering}, for colours
 * {@code Colours}, {@code Scaler} and {@code Yuyv}.
 */
@NullMarked
package org.brushstream.runtime.media;

import org.jspecify.annotations.NullMarked;
