/**
 * Named tensors on disk, in the {@code .safetensors} format that PyTorch's world shares weights in:
 * {@link org.brushstream.trainer.tensors.Safetensors} writes and reads files,
 * {@link org.brushstream.trainer.tensors.SafetensorsHeader} tells what one holds without reading it.
 */
@NullMarked
package org.brushstream.trainer.tensors;

import org.jspecify.annotations.NullMarked;
