package org.brushstream.runtime.render;

import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.media.DamagedMediaException;
import org.jspecify.annotations.Nullable;

/** Ends where a damaged film ends, and remembers what was wrong: what is painted by then shall not be thrown away. */
final class UntilDamage implements FrameSource {
    private final FrameSource film;
    private @Nullable DamagedMediaException damage;

    /** @param film owned from now on: closed with this one */
    UntilDamage(FrameSource film) {
        this.film = film;
    }

    @Override
    public @Nullable Frame read() {
        try {
            return film.read();
        } catch (DamagedMediaException e) {
            damage = e;
            return null;
        }
    }

    /** For the end, once all is written: does nothing if the film was whole. */
    void throwDamage() {
        if (damage != null) {
            throw damage;
        }
    }

    @Override
    public void close() {
        film.close();
    }
}
