package org.brushstream.trainer.optimize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * Limited-memory BFGS: goes down a smooth function, guessing its curvature from the last few steps.
 *
 * <p>Nocedal and Wright, Numerical Optimization, 2nd edition 2006: algorithm 7.5 with the direction of algorithm 7.4
 * and the scale of equation 7.20; steps by {@link StrongWolfe}. The first step is as long as that of
 * {@code torch.optim.LBFGS}. Four differences serve functions in 32 bits: a first step is at least so long that it shows
 * in the value; a step is what the rounded {@code x} really did; a step whose curvature drowns in rounding is not
 * remembered; and where the direction leads nowhere, the past is forgotten and the gradient followed before giving up.
 *
 * <p>Memory: (2 x history + 8) arrays of the size of {@code x}, besides what the function needs. Not thread-safe.
 */
public final class Lbfgs implements AutoCloseable {
    /** What is minimised: the same value for the same {@code x}, whenever it is asked. */
    public interface Function {
        /**
         * Evaluates.
         *
         * @param x not to be changed, nor kept: it moves on
         * @param gradient to be overwritten with the derivative of the value by each element of {@code x}; of its shape and
         *     type, with unknown content
         * @return the value; one that is not finite is taken as "no further this way", and so is a gradient with such
         *     elements
         */
        double evaluate(NDArray x, NDArray gradient);

        /**
         * Lets the engine find the gradient.
         *
         * @param loss from {@code x} to a scalar. What it allocates under the manager of its argument is freed after each
         *     evaluation, and nothing else
         */
        static Function byBackpropagation(UnaryOperator<NDArray> loss) {
            return (x, gradient) -> {
                try (NDManager scope = x.getManager().newSubManager()) {
                    NDArray leaf = x.duplicate(); // a fresh one each time, for gradients add up
                    leaf.attach(scope);
                    leaf.setRequiresGradient(true);
                    NDArray value;
                    try (GradientCollector tape = scope.getEngine().newGradientCollector()) {
                        value = loss.apply(leaf);
                        tape.backward(value);
                    }
                    NDArray found = leaf.getGradient();
                    found.attach(scope);
                    copy(found, gradient);
                    return number(value);
                }
            };
        }
    }

    /**
     * One step of the past.
     *
     * @param move s = x after - x before
     * @param bend y = gradient after - gradient before
     * @param curvature s . y, above 0
     */
    private record Memory(NDArray move, NDArray bend, double curvature) {
        void forget() {
            move.close();
            bend.close();
        }
    }

    /** A first step should lower the value by this many times what is just visible, if the function goes on as it begins. */
    private static final double CLEARLY_VISIBLE = 1000;

    /** Cosine between a step and its change of gradient under which 64-bit curvature is taken for noise. */
    private static final double LEAST_CURVATURE = 1e-10;

    private static final NDIndex ALL = new NDIndex("...");

    private final NDArray x;
    private final int history;
    private final Function function;
    private final double epsilon;
    private final NDManager manager;
    private final Deque<Memory> past = new ArrayDeque<>(); // oldest first
    private final NDArray origin; // x before the step
    private final NDArray direction;
    private NDArray gradient; // at x
    private NDArray bestGradient; // along the line
    private NDArray trialGradient;
    private double value;
    private long evaluations;

    /**
     * Evaluates the function once.
     *
     * @param x where to start, float32 or float64, any shape; moved in place, owned by the caller. Must not itself require
     *     gradients
     * @param history steps to remember, 1 or more; 20 is usual
     * @throws IllegalArgumentException if the function or its gradient is not finite at {@code x}
     */
    public Lbfgs(NDArray x, int history, Function function) {
        if (x.getDataType() != DataType.FLOAT32 && x.getDataType() != DataType.FLOAT64) {
            throw new IllegalArgumentException("x must be float32 or float64, not " + x.getDataType());
        }
        if (x.hasGradient()) {
            throw new IllegalArgumentException("x must not require gradients: it is moved in place");
        }
        if (history < 1) {
            throw new IllegalArgumentException("history must be 1 or more, not " + history);
        }
        this.x = x;
        this.history = history;
        this.function = function;
        this.epsilon = x.getDataType() == DataType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
        this.manager = x.getManager().newSubManager();
        this.origin = owned(x.zerosLike());
        this.direction = owned(x.zerosLike());
        this.gradient = owned(x.zerosLike());
        this.bestGradient = owned(x.zerosLike());
        this.trialGradient = owned(x.zerosLike());
        try {
            this.value = evaluate(gradient);
            double length = dot(gradient, gradient);
            if (!Double.isFinite(value) || !Double.isFinite(length)) {
                throw new IllegalArgumentException("the function must be finite where it starts: its value is " + value
                        + ", the square of its gradient " + length);
            }
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The function's value at {@code x}. */
    public double value() {
        return value;
    }

    /** How often the function was evaluated, the start included. */
    public long evaluations() {
        return evaluations;
    }

    /**
     * Moves {@code x} once: one evaluation as a rule, at worst 50. An exception of the function passes through, and
     * {@code x} is as before.
     *
     * @return whether the value is lower now; otherwise {@code x} is as before, and no way down can be seen in this precision
     */
    public boolean step() {
        if (!past.isEmpty()) {
            turnByMemory();
            if (descend(1)) {
                return true;
            }
            past.forEach(Memory::forget);
            past.clear();
        }
        turnByGradient();
        return descend(firstDistance());
    }

    /** Steepest descent. */
    private void turnByGradient() {
        copy(gradient, direction);
        direction.muli(-1);
    }

    private double firstDistance() {
        double visible = CLEARLY_VISIBLE * epsilon * Math.abs(value) / dot(gradient, gradient);
        return Math.max(visible, Math.min(1, 1 / sumOfAbsolutes(gradient)));
    }

    /** Algorithm 7.4: the direction is -H g, where H is the inverse Hessian as the past suggests it. */
    private void turnByMemory() {
        turnByGradient();
        double[] shares = new double[past.size()];
        int i = past.size();
        for (Iterator<Memory> newestFirst = past.descendingIterator(); newestFirst.hasNext(); ) {
            Memory memory = newestFirst.next();
            shares[--i] = dot(memory.move, direction) / memory.curvature;
            add(-shares[i], memory.bend, direction);
        }
        Memory newest = past.getLast();
        direction.muli(newest.curvature / dot(newest.bend, newest.bend)); // equation 7.20
        for (Memory memory : past) {
            double share = dot(memory.bend, direction) / memory.curvature;
            add(shares[i++] - share, memory.move, direction);
        }
    }

    /** Goes down along the direction, if it leads down. */
    private boolean descend(double firstDistance) {
        double slope = dot(gradient, direction);
        if (!(slope < 0)) {
            return false; // a flat place, or numbers beyond the range
        }
        copy(x, origin);
        Along line = new Along();
        StrongWolfe.Point start = new StrongWolfe.Point(0, value, slope);
        StrongWolfe.Point found;
        try {
            found = StrongWolfe.search(line, start, firstDistance, epsilon);
        } catch (RuntimeException | Error e) {
            copy(origin, x);
            throw e;
        }
        if (found.distance() != line.distance) {
            line.move(found.distance());
        }
        if (found.distance() == 0) {
            return false;
        }
        value = found.value();
        remember();
        NDArray before = gradient;
        gradient = bestGradient;
        bestGradient = before;
        return true;
    }

    private void remember() {
        NDArray move = owned(x.sub(origin));
        NDArray bend = owned(bestGradient.sub(gradient));
        Memory memory = new Memory(move, bend, dot(move, bend));
        double lengths = Math.sqrt(dot(move, move) * dot(bend, bend));
        if (!(memory.curvature > Math.max(epsilon, LEAST_CURVATURE) * lengths)) {
            memory.forget();
            return;
        }
        if (past.size() == history) {
            past.removeFirst().forget();
        }
        past.addLast(memory);
    }

    /** The function on the way from the origin along the direction. */
    private final class Along implements StrongWolfe.Line {
        private double distance;

        @Override
        public StrongWolfe.Point at(double distance) {
            move(distance);
            double here = evaluate(trialGradient);
            double slope = dot(trialGradient, direction);
            boolean exists = Double.isFinite(here) && Double.isFinite(slope);
            return new StrongWolfe.Point(distance, exists ? here : Double.POSITIVE_INFINITY, slope);
        }

        private void move(double distance) {
            this.distance = distance;
            copy(origin, x);
            if (distance > 0) { // even a direction of infinities leads back
                add(distance, direction, x);
            }
        }

        @Override
        public void keep() {
            NDArray before = bestGradient;
            bestGradient = trialGradient;
            trialGradient = before;
        }
    }

    private double evaluate(NDArray into) {
        evaluations++;
        return function.evaluate(x, into);
    }

    private NDArray owned(NDArray array) {
        array.attach(manager);
        return array;
    }

    /** Sums pairwise; {@code NDArray.dot} adds one by one, and is wrong by 4e-5 for three million squares of 32 bits. */
    private static double dot(NDArray a, NDArray b) {
        try (NDArray products = a.mul(b);
                NDArray sum = products.sum()) {
            return number(sum);
        }
    }

    private static double sumOfAbsolutes(NDArray a) {
        try (NDArray absolutes = a.abs();
                NDArray sum = absolutes.sum()) {
            return number(sum);
        }
    }

    private static void add(double factor, NDArray a, NDArray to) {
        try (NDArray scaled = a.mul(factor)) {
            to.addi(scaled);
        }
    }

    /** Inside the engine; {@code NDArray.copyTo} would go through the Java heap. */
    private static void copy(NDArray from, NDArray to) {
        to.set(ALL, from);
    }

    private static double number(NDArray scalar) {
        return scalar.getDataType() == DataType.FLOAT32 ? scalar.getFloat() : scalar.getDouble();
    }

    /** Frees what it allocated; {@code x} stays. */
    @Override
    public void close() {
        manager.close();
    }
}
