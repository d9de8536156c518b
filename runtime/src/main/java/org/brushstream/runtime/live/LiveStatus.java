package org.brushstream.runtime.live;

import java.util.Optional;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;

/**
 * How a session goes. Rates and delays are of the last few seconds, counts of the whole session.
 *
 * @param camera whether it delivers
 * @param size that frames are painted at; while the camera is reopened, the one it will have
 * @param cameraFramesPerSecond frames that the camera delivers; 0 before the second
 * @param framesPerSecond frames that viewers are shown, without those held; 0 before the second
 * @param delayMedianMillis from the moment a frame is handed over by the camera to the moment viewers are called; 0 before
 *     the first
 * @param delayP99Millis the same of the slowest hundredth
 * @param captured frames that the camera delivered
 * @param painted frames that viewers were shown, without those held
 * @param dropped frames of the camera that were never shown, since a newer one was there
 * @param style that paints now
 * @param coming the style that is being opened or faded in; empty if there is none
 * @param strength how much of it is seen
 * @param bypass whether the source is shown unpainted
 * @param device one line for people: where the net runs
 * @param advice what would help, if the camera's rate has not been held for three seconds
 * @param recording how the recording goes; empty if there is none
 * @param notice one sentence for people: the last thing that happened or went wrong; gone after some seconds
 */
public record LiveStatus(
        CameraState camera,
        FrameSize size,
        double cameraFramesPerSecond,
        double framesPerSecond,
        double delayMedianMillis,
        double delayP99Millis,
        long captured,
        long painted,
        long dropped,
        StyleMix style,
        Optional<StyleMix> coming,
        Strength strength,
        boolean bypass,
        String device,
        Optional<Advice> advice,
        Optional<RecordingStatus> recording,
        Optional<String> notice) {}
