/**
 * Frames of films, sampled at regular intervals and sorted by label, so that a classifier may learn the looks of a film.
 *
 * <p>Start at {@link org.brushstream.trainer.frames.FrameSampling}, the job; what its frames are called comes from a
 * {@link org.brushstream.trainer.frames.Labelling}, and what it leaves behind is read by
 * {@link org.brushstream.trainer.frames.FrameManifest}. {@code Scene} is what a label stands for, {@code Scenes} reads
 * scenes, {@code Takes} finds them; {@link org.brushstream.trainer.frames.PerceptualHash} tells which frames are nearly the
 * same, {@code FrameFolder} makes the result appear whole or not at all.
 */
@NullMarked
package org.brushstream.trainer.frames;

import org.jspecify.annotations.NullMarked;
