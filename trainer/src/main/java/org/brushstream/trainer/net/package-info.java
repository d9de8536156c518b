/**
 * The feed-forward net that learns to paint, in one style or in many.
 *
 * <p>{@link org.brushstream.trainer.net.TransformerNet} is the architecture, written once against
 * {@link org.brushstream.trainer.net.Operators}; {@link org.brushstream.trainer.net.TorchOperators} turns it into
 * TorchScript for training, the export package turns it into ONNX. {@link org.brushstream.trainer.net.Weights} holds what
 * is learned.
 */
@NullMarked
package org.brushstream.trainer.net;

import org.jspecify.annotations.NullMarked;
