package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_free_list_devices;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_list_input_sources;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_INFO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfo;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Which cameras there are. */
public final class Cameras {
    /** FFmpeg's name for the cameras of this system. */
    static final String FORMAT = format(System.getProperty("os.name", ""));

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final Pattern SIZE = Pattern.compile(" ([1-9]\\d*)x([1-9]\\d*)");
    private static final String ANY_RATE = "1000"; // drivers take the highest they have
    private static final Ratio UNKNOWN = new Ratio(1, Integer.MAX_VALUE);
    private static final int EBUSY = 16; // the same on Linux and macOS

    private Cameras() {}

    private static String format(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "avfoundation" : name.contains("win") ? "dshow" : "v4l2";
    }

    /**
     * Lists them; takes a moment, since each is asked what it can. Computers without cameras have an empty list.
     *
     * @throws MediaException if FFmpeg's library of devices cannot be loaded
     */
    public static List<CameraInfo> list() {
        Devices.require();
        List<CameraInfo> cameras = new ArrayList<>();
        AVInputFormat format = av_find_input_format(FORMAT);
        AVDeviceInfoList found = new AVDeviceInfoList(null);
        if (format == null || avdevice_list_input_sources(format, (String) null, null, found) < 0) {
            return cameras;
        }
        try {
            for (int i = 0; i < found.nb_devices(); i++) {
                AVDeviceInfo device = found.devices(i);
                if (hasPictures(device)) {
                    String name = device.device_name().getString();
                    cameras.add(new CameraInfo(name, device.device_description().getString(), modes(name)));
                }
            }
            return cameras;
        } finally {
            avdevice_free_list_devices(found);
        }
    }

    private static boolean hasPictures(AVDeviceInfo device) {
        for (int i = 0; i < device.nb_media_types(); i++) {
            if (device.media_types().get(i) == AVMEDIA_TYPE_VIDEO) {
                return true;
            }
        }
        return device.nb_media_types() == 0; // unknown
    }

    private static List<CameraInfo.Mode> modes(String device) {
        List<CameraInfo.Mode> modes = new ArrayList<>();
        if (FORMAT.equals("v4l2")) { // the others do not say it in a form that can be read
            for (FrameSize size : sizes(said(device))) {
                modes.add(new CameraInfo.Mode(size, rate(device, size)));
            }
        }
        return modes;
    }

    /** FFmpeg tells the sizes to its log only. */
    private static synchronized String said(String device) {
        StringBuilder said = new StringBuilder();
        try (LogCallback listener = new LogCallback() {
            @Override
            public void call(int level, BytePointer message) {
                said.append(message.getString(StandardCharsets.UTF_8));
            }
        }) {
            setLogCallback(listener);
            av_log_set_level(AV_LOG_INFO);
            try {
                DeviceInput.Opened opened = DeviceInput.open(device, FORMAT, device, Map.of("list_formats", "all"));
                if (opened.input() != null) { // an old FFmpeg that does not know the option
                    opened.input().close();
                }
            } finally { // before the listener is freed
                av_log_set_level(AV_LOG_QUIET);
                setLogCallback(null);
            }
        }
        return said.toString();
    }

    /** The sizes in what FFmpeg's v4l2 says of its formats, each once, largest first; steps without number are left out. */
    static List<FrameSize> sizes(String said) {
        Matcher size = SIZE.matcher(said);
        List<FrameSize> sizes = new ArrayList<>();
        while (size.find()) {
            sizes.add(new FrameSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
        }
        return sizes.stream()
                .distinct()
                .sorted(Comparator.comparingInt(FrameSize::pixels).reversed())
                .toList();
    }

    private static double rate(String device, FrameSize size) {
        DeviceInput.Opened opened =
                DeviceInput.open(device, FORMAT, device, Map.of("video_size", size.toString(), "framerate", ANY_RATE));
        DeviceInput input = opened.input();
        if (input == null) {
            return 0;
        }
        try (input) {
            Ratio rate = input.frameRate(UNKNOWN);
            return rate.equals(UNKNOWN) ? 0 : rate.toDouble();
        }
    }

    /** Whether this names a camera, rather than a file. */
    static boolean isDevice(String name) {
        return NUMBER.matcher(name).matches()
                || name.startsWith("/dev/")
                || name.startsWith("video="); // as DirectShow names them
    }

    /** What FFmpeg's device takes for this name. */
    static String url(String name) {
        if (NUMBER.matcher(name).matches()) {
            return switch (FORMAT) {
                case "v4l2" -> "/dev/video" + name;
                case "dshow" -> "video=" + numbered(Integer.parseInt(name));
                default -> name;
            };
        }
        return name;
    }

    private static String numbered(int number) {
        List<CameraInfo> cameras = list();
        if (number >= cameras.size()) {
            throw new MediaException("there is no camera " + number + "; `brushstream cameras` lists those there are");
        }
        return cameras.get(number).device();
    }

    /** Why a camera cannot be opened, in a sentence that says what to do. */
    static MediaException unusable(String device, int code) {
        String url = url(device);
        if (FORMAT.equals("v4l2") && Files.notExists(Path.of(url))) {
            return new MediaException("there is no camera " + url
                    + "; plug it in, or choose another: `brushstream cameras` lists those there are");
        }
        if (code == avutil.AVERROR_EACCES()) {
            return new MediaException("camera " + url
                    + " may not be used; add yourself to its group (sudo usermod -aG video $USER) and log in again");
        }
        if (code == -EBUSY) {
            return new MediaException("camera " + url + " is used by another program; close that first");
        }
        return new MediaException("camera " + url + " cannot be used: " + Ffmpeg.reason(code)
                + "; `brushstream cameras` lists those there are");
    }
}
