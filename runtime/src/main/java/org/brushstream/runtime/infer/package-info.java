/**
 * Paints frames with a model, in ONNX Runtime; its tensors and sessions never leave this package.
 *
 * <p>Read in this order: {@link org.brushstream.runtime.infer.OrtStylizer}, the way of a frame through a model;
 * {@code Padding}, how any size fits a net that takes multiples only; {@code RgbTensor}, all conversions between bytes
 * and tensors; {@code PicturePorts}, which models are understood; {@link org.brushstream.runtime.infer.Strength} and
 * {@code StyleInput}, how much of which style is seen; {@link org.brushstream.runtime.infer.PrecisionChoice}, which of two
 * files of a net paints; {@link org.brushstream.runtime.infer.FrameMemory}, what large frames take;
 * {@link org.brushstream.runtime.infer.Device} and
 * {@code DeviceSession}, where a model runs.
 */
@NullMarked
package org.brushstream.runtime.infer;

import org.jspecify.annotations.NullMarked;
