package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WriteLimitTest {
    @Test
    void aWriteThatNobodyReadsIsEndedAndOthersAreNot() throws IOException {
        try (WriteLimit limit = new WriteLimit(Duration.ofMillis(200));
                ServerSocketChannel server = ServerSocketChannel.open();
                SocketChannel client =
                        SocketChannel.open(server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                                .getLocalAddress());
                SocketChannel there = server.accept()) {
            limit.write(() -> client.write(ByteBuffer.allocate(10)));
            assertThat(there.read(ByteBuffer.allocate(10))).isEqualTo(10);

            assertThatThrownBy(() -> limit.write(() -> {
                        while (true) { // until all buffers on the way are full
                            client.write(ByteBuffer.allocate(1 << 20));
                        }
                    }))
                    .isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(client.isOpen()).isFalse();
        }
    }
}
