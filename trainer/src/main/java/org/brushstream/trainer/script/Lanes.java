package org.brushstream.trainer.script;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that share the processor: each calculates with its part of the cores. Two pictures next to each other take less
 * time than both together, one operator after the other: no core waits for the others at the end of each.
 */
public final class Lanes implements AutoCloseable {
    private final ExecutorService threads;

    /** @param most lanes; there are fewer where libtorch has fewer threads, as {@code OMP_NUM_THREADS} may tell it to */
    public Lanes(int most) {
        int cores = JniUtils.getNumThreads();
        int lanes = Math.max(1, Math.min(most, cores));
        this.threads = Executors.newFixedThreadPool(
                lanes,
                task -> new Thread(
                        () -> {
                            JniUtils.setNumThreads(cores / lanes); // of this thread
                            task.run();
                        },
                        "lane"));
    }

    /**
     * Waits for all of the tasks.
     *
     * @return what each came to, in order
     * @throws RuntimeException what the first task to fail has thrown
     */
    public <T> List<T> run(List<Callable<T>> tasks) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("a task failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it calculated", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown(); // nothing runs: run() waits
    }
}
