package org.herbtrust.epcis;

import java.util.List;
import org.herbtrust.kernel.Actor;

/**
 * Fired inside the transaction of a capture, after the insert. An observer that throws {@link org.herbtrust.kernel.Refused}
 * refuses the whole list: nothing of it is stored.
 *
 * @param events those that were not there before, in the order of the document, never empty
 */
public record EventsCaptured(List<CapturedEvent> events, Actor actor) {}
