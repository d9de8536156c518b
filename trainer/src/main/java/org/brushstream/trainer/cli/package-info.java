/** The commands of {@code bin/brushstream-trainer}; start at {@link org.brushstream.trainer.cli.BrushstreamTrainer}. */
@NullMarked
package org.brushstream.trainer.cli;

import org.jspecify.annotations.NullMarked;
