package org.herbtrust.label;

import java.util.ArrayList;
import java.util.List;

/**
 * One label laid out.
 *
 * @param qrX of the code's first module, without its quiet zone
 * @param own what only this label says; the rest is in {@code layout}
 */
record LabelDrawing(LabelLayout layout, QrMatrix qr, int qrX, int qrY, int moduleDots, List<LabelLayout.Run> own) {

    LabelTemplate template() {
        return layout.template();
    }

    List<LabelLayout.Run> runs() {
        List<LabelLayout.Run> all = new ArrayList<>(layout.shared());
        all.addAll(own);
        return all;
    }
}
