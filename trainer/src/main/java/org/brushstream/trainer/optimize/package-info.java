/** Moving arrays to where a function of them is small: {@link org.brushstream.trainer.optimize.Adam} trains nets. */
@NullMarked
package org.brushstream.trainer.optimize;

import org.jspecify.annotations.NullMarked;
