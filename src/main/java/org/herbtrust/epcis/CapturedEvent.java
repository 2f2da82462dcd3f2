package org.herbtrust.epcis;

import java.time.Instant;

/**
 * An event as the repository keeps it.
 *
 * @param seq place in the order of capture, increasing, with gaps
 * @param recordTime when this repository took it in
 * @param hash the CBV 2.0 event hash of what is there, {@code ni:///sha-256;…?ver=CBV2.0}; an event id in that form is only
 *     what its sender claims
 * @param fresh false if the same event was there already, so that capturing it changed nothing
 */
public record CapturedEvent(long seq, EpcisEvent event, Instant recordTime, String hash, boolean fresh) {}
