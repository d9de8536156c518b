/**
 * Moving arrays to where a function of them is small. {@link org.brushstream.trainer.optimize.Adam} takes the noisy
 * gradients of ever new batches: it trains nets. {@link org.brushstream.trainer.optimize.Lbfgs} minimises one fixed function
 * in far fewer steps: it paints single pictures; {@link org.brushstream.trainer.optimize.StrongWolfe} tells it how far to go.
 */
@NullMarked
package org.brushstream.trainer.optimize;

import org.jspecify.annotations.NullMarked;
