package org.brushstream.player.live;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and who may turn knobs. On the loopback address every user of this machine may, but no page of another site:
 * not under a name of its own that leads here (the Host header is checked), and not by sending something from where the user
 * surfs (Origin, Sec-Fetch-Site). Elsewhere, and wherever a token was chosen, only who shows the token, in the address or in
 * the cookie that was set for it.
 *
 * @param token empty: none is needed
 * @param hosts what the Host header may be where no token is needed
 */
record Access(Optional<String> token, Set<String> hosts) {
    static final String COOKIE = "brushstream";

    /** Of a page on the loopback address. */
    static Access of(Optional<String> token, String address, int port) {
        return new Access(
                token,
                Set.copyOf(List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, address + ":" + port)));
    }

    /**
     * Why a request is refused.
     *
     * @param path what is asked for; other sites may lead to {@code /}, and to nothing else
     * @param changes whether it asks for something to be done
     * @return a sentence; empty: it is not
     */
    Optional<String> refusal(Headers headers, String path, @Nullable String query, boolean changes) {
        @Nullable String host = headers.getFirst("Host");
        if (token.isEmpty() && (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT)))) {
            return Optional.of("this page is served to this machine, under the name localhost only");
        }
        if (token.isPresent() && !shown(headers, query, token.get())) {
            return Optional.of("the token is missing or wrong: open the address as it was printed");
        }
        if (changes && !sameOrigin(headers, host)) {
            return Optional.of("pages of other sites cannot change anything here");
        }
        if (!changes && !path.equals("/") && "cross-site".equals(headers.getFirst("Sec-Fetch-Site"))) {
            return Optional.of("pages of other sites cannot show what is here");
        }
        return Optional.empty();
    }

    private static boolean shown(Headers headers, @Nullable String query, String wanted) {
        boolean inAddress = same(parameter(query, "token"), wanted);
        boolean inCookie = same(cookie(headers), wanted);
        return inAddress || inCookie;
    }

    /** Takes equally long wherever two texts differ. */
    private static boolean same(Optional<String> given, String wanted) {
        return MessageDigest.isEqual(
                given.orElse("").getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean sameOrigin(Headers headers, @Nullable String host) {
        @Nullable String origin = headers.getFirst("Origin"); // every browser sends it with what changes something
        @Nullable String site = headers.getFirst("Sec-Fetch-Site");
        return (origin == null || origin.equalsIgnoreCase("http://" + host))
                && (site == null || site.equals("same-origin") || site.equals("none"));
    }

    private static Optional<String> cookie(Headers headers) {
        for (String line : headers.getOrDefault("Cookie", List.of())) {
            for (String part : line.split(";", -1)) {
                String[] pair = part.strip().split("=", 2);
                if (pair.length == 2 && pair[0].equals(COOKIE)) {
                    return Optional.of(pair[1]);
                }
            }
        }
        return Optional.empty();
    }

    /** A parameter of an address; given without a value, it is empty text. */
    static Optional<String> parameter(@Nullable String query, String name) {
        if (query != null) {
            for (String part : query.split("&", -1)) {
                String[] pair = part.split("=", 2);
                if (pair[0].equals(name)) {
                    try {
                        return Optional.of(pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) { // "%zz"
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }
}
