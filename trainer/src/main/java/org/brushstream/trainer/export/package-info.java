/** A trained net as a model file: {@link org.brushstream.trainer.export.OnnxExport}. */
@NullMarked
package org.brushstream.trainer.export;

import org.jspecify.annotations.NullMarked;
