/**
 * The EPCIS 2.0 repository: documents, events, their hash, validation, capture jobs and queries. It knows nothing of
 * herbs or markets: what an event means is decided above, by observers of {@link org.herbtrust.epcis.EventsCaptured}.
 */
package org.herbtrust.epcis;
