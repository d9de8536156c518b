/**
 * How good a model's pictures are, in iterations of the optimizer it stands in for.
 * {@link org.brushstream.trainer.evaluate.EvaluationJob} judges, {@link org.brushstream.trainer.evaluate.Measure} says how,
 * {@link org.brushstream.trainer.evaluate.Evaluation} is its report; {@link org.brushstream.trainer.evaluate.GatysCurve} is
 * what one photo is measured by, {@link org.brushstream.trainer.evaluate.Yardstick} paints it,
 * {@link org.brushstream.trainer.evaluate.KnownCurves} finds it again, and
 * {@link org.brushstream.trainer.evaluate.CurveStore} keeps it on disk for the next model.
 */
@NullMarked
package org.brushstream.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
