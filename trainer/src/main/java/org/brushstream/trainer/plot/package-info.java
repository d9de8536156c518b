/**
 * Diagrams as PNG files, each with a logarithmic axis: {@link org.brushstream.trainer.plot.LossGraph} of one run,
 * {@link org.brushstream.trainer.plot.CurveGraph} of the optimizer against a model,
 * {@link org.brushstream.trainer.plot.TrainingGraph} of a training.
 */
@NullMarked
package org.brushstream.trainer.plot;

import org.jspecify.annotations.NullMarked;
