package org.herbtrust.epcis;

import jakarta.ws.rs.core.MediaType;

/** How a document is written. */
public enum MediaKind {
    JSON,
    XML;

    static MediaKind of(MediaType type) {
        return type != null && type.getSubtype().equals("xml") ? XML : JSON;
    }
}
