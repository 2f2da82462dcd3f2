package org.herbtrust.web;

import io.quarkus.qute.TemplateExtension;
import org.herbtrust.label.NetworkPrinter;

/** How values of labels look on a page. */
@TemplateExtension
final class LabelDisplay {

    private LabelDisplay() {}

    /** What the form for printing sends for a printer, told apart from kinds of files. */
    static String outputValue(NetworkPrinter printer) {
        return LabelPages.PRINTER + printer.name();
    }
}
