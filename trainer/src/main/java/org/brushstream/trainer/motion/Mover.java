package org.brushstream.trainer.motion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.brushstream.trainer.script.TorchScript;

/** Moves square pictures by known motions and tells how well paintings follow. Gradients flow through. Not thread-safe. */
public final class Mover implements AutoCloseable {
    /** Codes of {@code grid_sampler}. */
    private static final int BILINEAR = 0;

    private static final int REFLECTION = 2;

    private final TorchScript grid = TorchScript.compile(
            List.of("affine", "pictures"),
            List.of("g = torch.affine_grid_generator(affine, torch.size(pictures), False)"),
            List.of("g"));
    private final TorchScript move =
            TorchScript.compile(List.of("pictures", "grid"), List.of("m = " + moved("pictures")), List.of("m"));
    private final TorchScript difference = TorchScript.compile(
            List.of("painted", "moving", "grid"),
            List.of(
                    "inside = torch.le(torch.amax(torch.abs(grid), [3]), 1.)", // N x H x W
                    "valid = torch.to(torch.unsqueeze(inside, 1), 6)", // N x 1 x H x W, float32
                    "d = torch.mul(torch.sub(moving, " + moved("painted") + "), valid)",
                    "channels = torch.mul(torch.sum(valid), 3.)",
                    "result = torch.div(torch.div(torch.sum(torch.mul(d, d)), channels), 65025.)"), // 255 squared
            List.of("result"));

    private static String moved(String pictures) {
        return "torch.grid_sampler(%s, grid, %s, %s, False)".formatted(pictures, BILINEAR, REFLECTION);
    }

    /**
     * Where the values of moved pictures are taken from.
     *
     * @param motions one for each picture
     * @param pictures of the size that will be moved, {N, C, side, side}
     * @return x and y, -1..1 from edge to edge, float32 {N, side, side, 2}, attached to the manager of {@code pictures}
     */
    public NDArray grid(List<KnownMotion> motions, NDArray pictures) {
        int side = (int) pictures.getShape().get(2);
        if (motions.size() != pictures.getShape().get(0)
                || side != pictures.getShape().get(3)) {
            throw new IllegalArgumentException(
                    motions.size() + " motions do not fit square pictures of " + pictures.getShape());
        }
        float[] rows = new float[6 * motions.size()];
        for (int i = 0; i < motions.size(); i++) {
            System.arraycopy(motions.get(i).affine(side), 0, rows, 6 * i, 6);
        }
        NDManager manager = pictures.getManager();
        return grid.runSingle(new NDList(manager.create(rows, new Shape(motions.size(), 2, 3)), pictures));
    }

    /**
     * Moves pictures: bilinear, what lies beyond an edge is the mirror image of what lies before it.
     *
     * @param pictures float32 {N, C, side, side}
     * @param grid of these pictures' motions
     */
    public NDArray move(NDArray pictures, NDArray grid) {
        return move.runSingle(new NDList(pictures, grid));
    }

    /**
     * How far the paintings of moved photos are from the moved paintings of the photos: the mean square difference, divided
     * by 255 squared, over the pixels whose values come from inside the picture.
     *
     * @param painted paintings of the photos, RGB, around 0..255, float32 {N, 3, side, side}
     * @param moving paintings of the moved photos, noise and all, of the same shape
     * @param grid of the motions
     * @return float32, one number
     */
    public NDArray difference(NDArray painted, NDArray moving, NDArray grid) {
        return difference.runSingle(new NDList(painted, moving, grid));
    }

    @Override
    public void close() {
        grid.close();
        move.close();
        difference.close();
    }
}
