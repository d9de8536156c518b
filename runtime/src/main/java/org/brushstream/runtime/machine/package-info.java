/**
 * What the machine is, and what this process takes of it: {@link org.brushstream.runtime.machine.Processor} and
 * {@link org.brushstream.runtime.machine.OwnProcess}. Needs the JDK only; where there is no Linux to ask, much stays empty.
 */
@NullMarked
package org.brushstream.runtime.machine;

import org.jspecify.annotations.NullMarked;
