package org.herbtrust.verify;

import java.util.Optional;
import org.herbtrust.kernel.Text;

/** Link types of the GS1 Web Vocabulary that this resolver has. */
enum LinkType {
    PIP("pip", Text.of("产品信息", "product information")),
    TRACEABILITY("traceability", Text.of("追溯信息", "traceability")),
    CERTIFICATION_INFO("certificationInfo", Text.of("检验信息", "tests")),
    RECALL_STATUS("recallStatus", Text.of("召回信息", "recall status")),
    HAS_RETAILERS("hasRetailers", Text.of("经营者", "seller")),
    LOCATION_INFO("locationInfo", Text.of("经营者", "party and place"));

    static final String VOCABULARY = "https://gs1.org/voc/";

    private final String word;
    private final Text title;

    LinkType(String word, Text title) {
        this.word = word;
        this.title = title;
    }

    String uri() {
        return VOCABULARY + word;
    }

    Text title() {
        return title;
    }

    /** From {@code gs1:pip}, the full address, or the bare word. */
    static Optional<LinkType> of(String asked) {
        String bare = asked.replaceFirst("^(gs1:|https?://(www\\.)?gs1\\.org/voc/)", "");
        for (LinkType type : values()) {
            if (type.word.equals(bare)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
