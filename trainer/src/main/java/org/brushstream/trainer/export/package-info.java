/**
 * A trained net as a model file: {@link org.brushstream.trainer.export.OnnxExport}, in floats by {@link
 * org.brushstream.trainer.export.OnnxOperators} or in bytes by {@link org.brushstream.trainer.export.QuantizedOperators}, after
 * {@link org.brushstream.trainer.export.Calibration} has looked at photographs.
 */
@NullMarked
package org.brushstream.trainer.export;

import org.jspecify.annotations.NullMarked;
