package org.brushstream.player.live;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.brushstream.runtime.live.LiveStatus;

/** What goes between the page and the desk. */
final class DeskJson {
    private DeskJson() {}

    /** How the desk stands and the session goes. */
    static JsonObject of(Desk desk) {
        LiveStatus status = desk.controls().status();
        desk.follow(status);
        DeskState state = desk.state();
        JsonObject json = new JsonObject();
        JsonArray styles = new JsonArray();
        for (int place = 0; place < desk.strip().size(); place++) {
            StyleTile tile = desk.strip().get(place);
            JsonObject style = new JsonObject();
            style.addProperty("name", tile.name());
            style.addProperty("title", tile.title());
            style.addProperty("picture", desk.pictures().version(place));
            styles.add(style);
        }
        json.add("styles", styles);
        JsonArray corners = new JsonArray();
        state.corners().forEach(corners::add);
        json.add("corners", corners);
        json.addProperty("style", state.style().toString());
        json.addProperty("strength", state.strength());
        json.addProperty("bypass", state.bypass());
        json.addProperty("mirror", state.mirror());
        json.addProperty("cues", state.cues());
        json.addProperty("tempo", state.tempo().perMinute());
        json.addProperty("camera", status.camera().name());
        json.addProperty("size", status.size().toString());
        json.addProperty("framesPerSecond", status.framesPerSecond());
        json.addProperty("delayMedianMillis", status.delayMedianMillis());
        json.addProperty("delayP99Millis", status.delayP99Millis());
        json.addProperty("device", status.device());
        state.message().or(status::notice).ifPresent(notice -> json.addProperty("notice", notice));
        return json;
    }

    /**
     * Turns the knobs that are named: {@code choose} and {@code mix} (places of the strip), {@code strength} (0 to 1.5);
     * {@code bypass}, {@code mirror}, {@code cues}, {@code tap} (true: press that button).
     *
     * @throws IllegalArgumentException if it is not understood; nothing is turned then
     */
    static void apply(JsonElement message, Desk desk) {
        if (!message.isJsonObject()) {
            throw new IllegalArgumentException("no object");
        }
        for (boolean really : new boolean[] {false, true}) { // all of it is read before anything is done
            for (String knob : message.getAsJsonObject().keySet()) {
                JsonElement value = message.getAsJsonObject().get(knob);
                if (!value.isJsonPrimitive()) {
                    throw new IllegalArgumentException(knob);
                }
                Runnable turn =
                        switch (knob) {
                            case "choose" -> {
                                int place = value.getAsInt();
                                yield () -> desk.choose(place);
                            }
                            case "mix" -> {
                                int place = value.getAsInt();
                                yield () -> desk.toggleInMix(place);
                            }
                            case "strength" -> {
                                double strength = value.getAsDouble();
                                yield () -> desk.strength(strength);
                            }
                            case "bypass" -> desk::toggleBypass;
                            case "mirror" -> desk::toggleMirror;
                            case "cues" -> desk::toggleCues;
                            case "tap" -> desk::tap;
                            default -> throw new IllegalArgumentException(knob);
                        };
                if (really) {
                    turn.run();
                }
            }
        }
    }
}
