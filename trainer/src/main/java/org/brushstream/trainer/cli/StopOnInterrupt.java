package org.brushstream.trainer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a long run between two steps: the virtual machine waits until the run has saved what it has. Left to
 * itself it would tear down libtorch while the run is still inside.
 */
final class StopOnInterrupt implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-on-interrupt");
    private final Duration patience;
    private volatile boolean stopped;

    /** @param patience how long the run may go on after Ctrl-C: some steps and what it writes */
    StopOnInterrupt(Duration patience) {
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** False from the moment of Ctrl-C on. */
    boolean goesOn() {
        return !stopped;
    }

    private void stop() {
        stopped = true;
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("The run does not end; it is left as it was last saved.");
            }
        } catch (InterruptedException e) {
            // nobody does that to a hook; should it happen, the run is left as it was last saved
        }
    }

    /** The run is over, one way or another. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the machine is shutting down already: the hook has been called or will be, and finds nothing to wait for
        }
    }
}
