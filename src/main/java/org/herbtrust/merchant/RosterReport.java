package org.herbtrust.merchant;

import java.util.List;

/**
 * What became of a roster.
 *
 * @param rows below the header, blank ones not counted
 * @param imported that are in the register now; those that would be, if it was only checked
 * @param skipped whose USCC was registered already
 * @param refused with at least one error
 * @param errors the first {@value #MOST_ERRORS}, in the order of the file
 * @param ignoredColumns headers that mean nothing to the register, and 联系电话, which it does not keep
 */
public record RosterReport(
        RosterRun run,
        int rows,
        int imported,
        int skipped,
        int refused,
        List<RowError> errors,
        List<String> ignoredColumns) {

    /** More errors than this tell nobody more. */
    public static final int MOST_ERRORS = 200;

    /**
     * @param row as the spreadsheet counts, from 1
     * @param column its header; empty if the row as a whole is meant
     */
    public record RowError(int row, String column, String message) {}

    public RosterReport {
        errors = errors.stream().limit(MOST_ERRORS).toList();
        ignoredColumns = List.copyOf(ignoredColumns);
    }
}
