/** From file to file: {@link org.brushstream.runtime.render.RenderJob} puts source, net and sink together. */
@NullMarked
package org.brushstream.runtime.render;

import org.jspecify.annotations.NullMarked;
