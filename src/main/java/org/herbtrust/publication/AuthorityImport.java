package org.herbtrust.publication;

import java.util.List;
import org.herbtrust.publication.rules.ExchangeKind;

/**
 * What became of a file of authorities' records.
 *
 * @param version of the standard's fields that the file used
 * @param rows records in the file
 * @param kept that are here now; those that would be, if it was only checked
 * @param known that were here already, unchanged
 * @param elsewhere about parties that are not in this market: left out, no error
 * @param refused with at least one error
 * @param errors the first {@value #MOST_ERRORS}
 * @param ignoredColumns that no field of the standard has
 */
public record AuthorityImport(
        ExchangeKind kind,
        String version,
        boolean checkOnly,
        int rows,
        int kept,
        int known,
        int elsewhere,
        int refused,
        List<RowError> errors,
        List<String> ignoredColumns) {

    /** More errors than this tell nobody more. */
    public static final int MOST_ERRORS = 200;

    /**
     * @param row as the spreadsheet counts, or the number of the record in XML, from 1
     * @param field its code; empty if the record as a whole is meant
     */
    public record RowError(int row, String field, String message) {}

    public AuthorityImport {
        errors = errors.stream().limit(MOST_ERRORS).toList();
        ignoredColumns = List.copyOf(ignoredColumns);
    }
}
