/** The commands of {@code bin/brushstream}; start at {@link org.brushstream.player.cli.Brushstream}. */
@NullMarked
package org.brushstream.player.cli;

import org.jspecify.annotations.NullMarked;
