/**
 * What a painting should be: close to the photo in content, close to the style picture in its textures.
 *
 * <p>{@link org.brushstream.trainer.loss.VggFeatures} looks, by the plan of a {@link org.brushstream.trainer.loss.Vgg}, {@link org.brushstream.trainer.loss.Gram} sums textures up,
 * {@link org.brushstream.trainer.loss.PerceptualLoss} judges, by the weights of an
 * {@link org.brushstream.trainer.loss.Objective}. What a finished model is judged by stands in its card:
 * {@link org.brushstream.trainer.loss.LearnedObjective}, for one {@link org.brushstream.trainer.loss.JudgedStyle}.
 */
@NullMarked
package org.brushstream.trainer.loss;

import org.jspecify.annotations.NullMarked;
