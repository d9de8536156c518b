/**
 * Getting VGG weights from a server, and only the part of them that is used.
 *
 * <p>{@link org.brushstream.trainer.fetch.VggFetch} does it, from a {@link org.brushstream.trainer.fetch.VggSource}: a
 * {@code RemoteFile} gives ranges of bytes, an {@code Excerpt} says which of them make the smaller file, and a {@code
 * PartFile} keeps what has arrived. {@code Inspection} looks at the result, which a {@code Seal} beside it lets check again.
 */
@NullMarked
package org.brushstream.trainer.fetch;

import org.jspecify.annotations.NullMarked;
