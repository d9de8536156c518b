package org.brushstream.runtime.live;

/** Something to wait for while closing, where an interrupt must not leave half of it undone. */
@FunctionalInterface
interface Wait {
    void await() throws InterruptedException;

    /**
     * Waits, after an interrupt again.
     *
     * @return whether there was one; the thread's flag is left for the caller to set again
     */
    static boolean toTheEnd(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
