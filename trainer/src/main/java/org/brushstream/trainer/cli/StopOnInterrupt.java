package org.brushstream.trainer.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets Ctrl-C end a long run between two steps: the virtual machine waits until the run has saved what it has. Left to
 * itself it would tear down libtorch while the run is still inside.
 */
final class StopOnInterrupt implements AutoCloseable {
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
            ended.await();
        } catch (InterruptedException e) {
            // somebody wants to end faster than the run can: then without its last steps
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
