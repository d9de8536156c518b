package org.brushstream.trainer.script;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the processor: each calculates with its part of the cores. Two pictures next to each other take less
 * time than both together, one operator after the other: no core waits for the others at the end of each.
 */
public final class Lanes implements AutoCloseable {
    /** What libtorch was given, as by {@code OMP_NUM_THREADS}; read before any lane takes its part. */
    private static final int CORES = JniUtils.getNumThreads();

    private final ThreadPoolExecutor threads;

    /** @param most lanes; there are fewer where there are fewer cores */
    public Lanes(int most) {
        int lanes = Math.max(1, Math.min(most, CORES));
        CountDownLatch started = new CountDownLatch(lanes);
        this.threads = new ThreadPoolExecutor(
                lanes,
                lanes,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(
                        () -> {
                            JniUtils.setNumThreads(CORES / lanes);
                            started.countDown();
                            task.run();
                        },
                        "lane"));
        threads.prestartAllCoreThreads();
        try {
            started.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the lanes start nevertheless
        }
        JniUtils.setNumThreads(CORES); // it holds for this thread, and for all that have not used libtorch yet
    }

    /**
     * Waits for all of the tasks, interrupted or not: what they calculate with must not be freed underneath them. A task alone
     * is run by the caller, with all cores.
     *
     * @return what each came to, in order
     * @throws RuntimeException what the first task to fail has thrown; the others have ended then, too
     */
    public <T> List<T> run(List<Callable<T>> tasks) {
        List<FutureTask<T>> running = tasks.stream().map(FutureTask::new).toList();
        if (running.size() == 1) {
            running.get(0).run();
        } else {
            running.forEach(threads::execute);
        }
        List<T> results = new ArrayList<>();
        @Nullable Throwable failure = null;
        for (FutureTask<T> task : running) {
            try {
                results.add(await(task));
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure instanceof Error known) {
            throw known;
        }
        if (failure != null) {
            throw new IllegalStateException("a task failed", failure);
        }
        return results;
    }

    private static <T> T await(Future<T> task) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true; // said again when the task has ended
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown(); // nothing runs: run() waits
    }
}
