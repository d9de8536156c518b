/**
 * How much a painted film flickers. Start at {@link org.brushstream.trainer.stability.StabilityJob}; its report is made of
 * {@link org.brushstream.trainer.stability.Flicker}, one for each clip and motion.
 *
 * <p>{@code WarpingError} is the measure. It has to know where everything has moved to, a {@code Match}: exactly, for a
 * {@code MovingStill} moved by a known {@code Motion}, or by {@code OpticalFlow} in a real clip, less what
 * {@code Occlusion} rules out. {@code FlickerMeter} runs a film through all that, {@code StyleJudge} tells what painting
 * was given for the steadiness.
 */
@NullMarked
package org.brushstream.trainer.stability;

import org.jspecify.annotations.NullMarked;
