/**
 * Learning a style. {@link org.brushstream.trainer.train.Training} is the loop;
 * {@link org.brushstream.trainer.train.TrainingPlan} says what it is to do,
 * {@link org.brushstream.trainer.train.Checkpoint} keeps the weights, which
 * {@link org.brushstream.trainer.optimize.Adam} moves. {@link org.brushstream.trainer.train.TrainingJob} is all of it,
 * from pictures to a model file; what people see of it is kept by {@link org.brushstream.trainer.report.TrainingDiary}, and
 * {@link org.brushstream.trainer.train.Judging} says what it is compared with.
 */
@NullMarked
package org.brushstream.trainer.train;

import org.jspecify.annotations.NullMarked;
