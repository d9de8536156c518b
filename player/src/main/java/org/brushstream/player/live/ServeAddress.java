package org.brushstream.player.live;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the page is served, and to whom.
 *
 * @param host a name or an address of this machine
 * @param port 0 to 65535; 0 for one that is free
 * @param token what everybody has to show, at least eight letters, digits, {@code - . _ ~}; needed wherever others than the
 *     users of this machine can ask
 */
public record ServeAddress(InetAddress host, int port, Optional<String> token) {
    private static final Pattern TEXT = Pattern.compile("(?:(?<host>[^:\\[\\]]+|\\[[^\\]]+\\]):)?(?<port>\\d{1,5})");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{8,256}"); // as it stands in a link
    private static final int LAST_PORT = 65_535;

    public ServeAddress {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("a port is 0 to " + LAST_PORT + ", not " + port);
        }
        token.ifPresent(given -> {
            if (!TOKEN.matcher(given).matches()) {
                throw new IllegalArgumentException(
                        "a token has eight letters or more, digits and '-', '.', '_', '~' among them");
            }
        });
        if (token.isEmpty() && !host.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "others can reach " + host.getHostAddress()
                            + ": give a secret of eight letters or more with --token, or the port alone to keep it to this machine");
        }
    }

    /**
     * Reads {@code 8080}, for the loopback address, or {@code 192.168.1.5:8080}, {@code [::1]:8080}, {@code 0.0.0.0:8080}.
     *
     * @throws IllegalArgumentException with a sentence fit for whoever wrote it
     */
    public static ServeAddress parse(String text, Optional<String> token) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address to serve at; write it like 8080 or 192.168.1.5:8080");
        }
        return new ServeAddress(host(match.group("host")), Integer.parseInt(match.group("port")), token);
    }

    private static InetAddress host(@org.jspecify.annotations.Nullable String name) {
        try {
            return name == null
                    ? InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1})
                    : InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("there is no address '" + name + "'; give one of this machine", e);
        }
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(host, port);
    }
}
