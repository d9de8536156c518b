/**
 * Learning a style. {@link org.brushstream.trainer.train.Training} is the loop;
 * {@link org.brushstream.trainer.train.TrainingPlan} says what it is to do,
 * {@link org.brushstream.trainer.train.Checkpoint} keeps the weights, which
 * {@link org.brushstream.trainer.optimize.Adam} moves.
 */
@NullMarked
package org.brushstream.trainer.train;

import org.jspecify.annotations.NullMarked;
