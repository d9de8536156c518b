package org.brushstream.player.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end a long run between two steps: the virtual machine waits until the run has shown what it has. */
final class StopOnInterrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120; // a step of a slow net at a large size, and writing

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-on-interrupt");
    private volatile boolean stopped;

    StopOnInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** False from the moment of Ctrl-C on. */
    boolean goesOn() {
        return !stopped;
    }

    private void stop() {
        stopped = true;
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The run does not end; what it measured is lost.");
            }
        } catch (InterruptedException e) {
            // nobody does that to a hook
        }
    }

    /** The run is over, one way or another. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the machine is shutting down already: the hook finds nothing to wait for
        }
    }
}
