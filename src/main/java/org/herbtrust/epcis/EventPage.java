package org.herbtrust.epcis;

import java.util.List;
import java.util.Optional;

/**
 * One page of an answer.
 *
 * @param nextPageToken present if there is more; opaque, stays valid while events are added
 */
public record EventPage(List<CapturedEvent> events, Optional<String> nextPageToken) {}
