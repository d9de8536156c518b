package org.brushstream.player.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.brushstream.runtime.media.CameraInfo;
import org.brushstream.runtime.media.Cameras;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "cameras", description = "Lists the cameras there are, with their sizes and rates.")
final class CamerasCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<CameraInfo> cameras = Cameras.list();
        if (cameras.isEmpty()) {
            out.println("There is no camera. A film or lavfi:testsrc2=size=640x360:rate=30 can stand in:"
                    + " brushstream live --camera FILE");
        }
        for (CameraInfo camera : cameras) {
            out.printf("%-16s %s%n", camera.device(), camera.title());
            for (CameraInfo.Mode mode : camera.modes()) {
                String rate = mode.framesPerSecond() > 0
                        ? String.format(Locale.ROOT, "up to %.4g frames/s", mode.framesPerSecond())
                        : "rate unknown: perhaps another program uses it";
                out.printf("  %-14s %s%n", mode.size(), rate);
            }
        }
        return 0;
    }
}
