package org.herbtrust.trace;

import java.util.List;
import org.herbtrust.kernel.ShortCode;

/**
 * What became of a sheet of harvests or intakes. It is taken as a whole or not at all.
 *
 * @param rows with goods in them
 * @param lots that were born, in the order of the rows; empty if something was wrong or it was only checked
 * @param repeated whether the very same file had been taken before; then the lots are those of then
 */
public record SheetReport(int rows, List<ShortCode> lots, List<RowError> errors, boolean repeated) {

    public SheetReport {
        lots = List.copyOf(lots);
        errors = List.copyOf(errors);
    }

    /**
     * What is wrong with a row.
     *
     * @param row as the spreadsheet counts
     * @param column its heading; empty if it is the row as a whole
     */
    public record RowError(int row, String column, String message) {}
}
