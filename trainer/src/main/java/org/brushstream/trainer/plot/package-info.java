/** Diagrams as PNG files: {@link org.brushstream.trainer.plot.LossGraph} for one run, each with a logarithmic axis. */
@NullMarked
package org.brushstream.trainer.plot;

import org.jspecify.annotations.NullMarked;
