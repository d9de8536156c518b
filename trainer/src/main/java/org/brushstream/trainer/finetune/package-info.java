/**
 * A VGG that knows a film: its convolutions learn to tell the film's looks apart, and judge paintings afterwards. Read
 * {@link org.brushstream.trainer.finetune.FineTuningJob}, then {@code FineTuning}, the loop, and {@code LookClassifier}, the
 * net.
 */
@NullMarked
package org.brushstream.trainer.finetune;

import org.jspecify.annotations.NullMarked;
