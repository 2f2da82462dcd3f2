package org.herbtrust.epcis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A SimpleEventQuery of the standard (EPCIS 2.0, 8.2.7.1).
 *
 * @param parameters by their standard names, such as {@code MATCH_anyEPC}; several values of one parameter mean "any of"
 * @param prefixes namespaces of the extension fields among the parameters, by prefix
 * @param perPage 1 to {@value #MOST_PER_PAGE}
 * @param pageToken as {@link EventPage#nextPageToken} gave it
 */
public record EventQuery(
        Map<String, List<String>> parameters, Map<String, String> prefixes, int perPage, Optional<String> pageToken) {

    public static final int MOST_PER_PAGE = 1000;
    public static final int DEFAULT_PER_PAGE = 30;

    public EventQuery {
        parameters = Map.copyOf(parameters);
        prefixes = Map.copyOf(prefixes);
        if (perPage < 1 || perPage > MOST_PER_PAGE) {
            throw new IllegalArgumentException("perPage is 1 to " + MOST_PER_PAGE + ": " + perPage);
        }
    }

    public static EventQuery of(Map<String, List<String>> parameters) {
        return new EventQuery(parameters, Map.of(), DEFAULT_PER_PAGE, Optional.empty());
    }
}
