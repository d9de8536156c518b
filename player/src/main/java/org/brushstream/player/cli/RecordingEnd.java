package org.brushstream.player.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.brushstream.runtime.live.LiveStatus;
import org.brushstream.runtime.live.RecordingStatus;
import org.jspecify.annotations.Nullable;

/** How the last recording of a session ended, found out by looking at its status often, and once after it was closed. */
final class RecordingEnd {
    private @Nullable RecordingStatus last;
    private boolean running;
    private @Nullable String sentence;

    void follow(LiveStatus status) {
        if (status.recording().isPresent()) {
            last = status.recording().get();
            running = true;
        } else if (running || last == null) {
            sentence = status.notice().orElse(sentence); // said before it is seen to have ended, or could not begin
            running = false;
        }
    }

    /** @param status of the session after it was closed: recordings are written then, or have failed */
    void close(LiveStatus status) {
        if (running) {
            sentence = status.notice().orElse(null);
        }
    }

    /** What the session said of a recording that ran to the end. */
    Optional<String> sentence() {
        return running ? Optional.ofNullable(sentence) : Optional.empty();
    }

    /**
     * Why there is no file, in a sentence; empty if there is one, or none was wanted.
     *
     * @param wanted a file that was to be there in any case
     */
    Optional<String> failure(@Nullable Path wanted) {
        @Nullable Path file = last == null ? wanted : last.file(); // a file appears under its name when it is whole
        if (file == null || Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(sentence == null ? file + " was not recorded" : sentence);
    }
}
