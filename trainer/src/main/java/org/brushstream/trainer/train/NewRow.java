package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.brushstream.trainer.net.Weights;

/** Room for one style more in a net that has learned. */
final class NewRow {
    private NewRow() {}

    /**
     * The same weights with a row more in every norm, which begins as the mean of the others: somewhere among the styles that
     * the convolutions know to paint.
     *
     * @param none the row of the style that gives the photo back, which is left out of the mean; or -1
     * @return by name, attached to the same manager; the rows there were keep their bits
     */
    static Map<String, NDArray> in(Weights weights, int none) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        weights.byName()
                .forEach((name, tensor) -> tensors.put(name, Weights.isByStyle(name) ? longer(tensor, none) : tensor));
        return tensors;
    }

    private static NDArray longer(NDArray table, int none) {
        int rows = (int) table.getShape().get(0);
        int columns = (int) table.getShape().get(1);
        float[] old = table.toFloatArray();
        float[] values = Arrays.copyOf(old, old.length + columns);
        int counted = none < 0 || rows == 1 ? rows : rows - 1;
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += row == none && rows > 1 ? 0 : old[row * columns + column];
            }
            values[old.length + column] = (float) (sum / counted);
        }
        return table.getManager().create(values, new Shape(rows + 1, columns));
    }
}
