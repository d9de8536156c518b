package org.brushstream.runtime.live;

import java.nio.file.Path;

/**
 * How a recording goes.
 *
 * @param file where it will be; until the end it is written beside that, under another name
 * @param written frames that are in it
 * @param missed frames that are not, since the disk or the encoder was too slow
 */
public record RecordingStatus(Path file, long written, long missed) {}
