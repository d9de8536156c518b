package org.brushstream.trainer.train;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a run that one program did without a break.
 *
 * @param program "java", or "pytorch 2.4"
 * @param fromStep steps taken before it
 * @param toStep steps taken after it
 * @param hardware "AMD EPYC 7543, 2 threads"
 */
public record RunPart(String program, int fromStep, int toStep, String hardware, double minutes) {
    static final String JAVA = "java";

    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    /**
     * The parts of a run, as a checkpoint keeps them.
     *
     * @throws IllegalArgumentException if the text is no such list
     */
    static List<RunPart> parse(String json) {
        try {
            @Nullable List<RunPart> parts = GSON.fromJson(json, new TypeToken<List<RunPart>>() {}.getType());
            return parts == null ? List.of() : List.copyOf(parts);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("the history of the run is no list of its parts: " + json, e);
        }
    }

    static String toJson(List<RunPart> parts) {
        return GSON.toJson(parts);
    }

    /** The same list with one part more, unless that took no step. */
    static List<RunPart> and(List<RunPart> parts, RunPart last) {
        List<RunPart> all = new ArrayList<>(parts);
        if (last.toStep() > last.fromStep()) {
            all.add(last);
        }
        return List.copyOf(all);
    }

    /** As a card tells it: "java, 1500 steps in 18.2 minutes on AMD EPYC 7543, 2 threads". */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %d steps in %.1f minutes on %s", program, toStep - fromStep, minutes, hardware);
    }
}
