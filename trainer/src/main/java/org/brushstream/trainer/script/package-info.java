/**
 * A way to every operator of libtorch. DJL's own API lacks reflection padding, instance norm, bfloat16 and memory
 * layouts; TorchScript has them, gradients included.
 *
 * <p>{@link org.brushstream.trainer.script.TorchScript} compiles a function from source text;
 * {@link org.brushstream.trainer.script.Processor} says where it runs,
 * {@link org.brushstream.trainer.script.Precision} in which number format its convolutions calculate;
 * {@link org.brushstream.trainer.script.Scalar} multiplies by numbers where DJL's own way spoils gradients.
 */
@NullMarked
package org.brushstream.trainer.script;

import org.jspecify.annotations.NullMarked;
