package org.herbtrust.label;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Adds pages to a small PDF as an incremental update (ISO 32000-1, 7.5.6): each page goes out as soon as it is there, and only its
 * place in the file is remembered. All pages are of one size and have the resources of the small document's only page, which
 * they take the place of.
 */
final class PdfPages {

    private final OutputStream out;
    private final String mediaBox;
    private final COSObjectKey resources;
    private final COSObjectKey pageTree;
    private final COSObjectKey catalogue;
    private final COSObjectKey information;
    private final long previousTable;
    private final int firstNumber;
    /** Where each new object begins; two a page. */
    private final List<Long> offsets = new ArrayList<>();

    private long written;

    PdfPages(byte[] small, double widthPoints, double heightPoints, OutputStream out) throws IOException {
        this.out = out;
        this.mediaBox = String.format(Locale.ROOT, "[0 0 %.3f %.3f]", widthPoints, heightPoints);
        try (PDDocument document = Loader.loadPDF(small)) {
            COSDictionary trailer = document.getDocument().getTrailer();
            COSDictionary catalogueItself = document.getDocumentCatalog().getCOSObject();
            resources = key(document.getPage(0).getCOSObject(), COSName.RESOURCES);
            pageTree = key(catalogueItself, COSName.PAGES);
            catalogue = key(trailer, COSName.ROOT);
            information = key(trailer, COSName.INFO);
            previousTable = document.getDocument().getStartXref();
            firstNumber = trailer.getInt(COSName.SIZE);
        }
        write(small);
        write("\n");
    }

    private static COSObjectKey key(COSDictionary of, COSName name) {
        if (of.getItem(name) instanceof COSObject object) {
            return object.getKey();
        }
        throw new IllegalStateException(name + " is no object of its own");
    }

    void add(byte[] compressedContent) throws IOException {
        int content = begin();
        write("<</Length " + compressedContent.length + "/Filter/FlateDecode>>\nstream\n");
        write(compressedContent);
        write("\nendstream\nendobj\n");
        begin();
        write("<</Type/Page/Parent " + reference(pageTree) + "/MediaBox" + mediaBox + "/Resources "
                + reference(resources) + "/Contents " + content + " 0 R>>\nendobj\n");
    }

    private int begin() throws IOException {
        int number = firstNumber + offsets.size();
        offsets.add(written);
        write(number + " 0 obj\n");
        return number;
    }

    /** Writes the tree of all pages and the table of the new objects. */
    void end() throws IOException {
        long tree = written;
        write(pageTree.getNumber() + " 0 obj\n<</Type/Pages/Count " + offsets.size() / 2 + "/Kids[");
        for (int page = 1; page < offsets.size(); page += 2) {
            write(firstNumber + page + " 0 R" + (page % 20 == 19 ? "\n" : " "));
        }
        write("]>>\nendobj\n");
        long table = written;
        write("xref\n" + pageTree.getNumber() + " 1\n" + entry(tree));
        write(firstNumber + " " + offsets.size() + "\n");
        for (long offset : offsets) {
            write(entry(offset));
        }
        write("trailer\n<</Size " + (firstNumber + offsets.size()) + "/Root " + reference(catalogue) + "/Info "
                + reference(information) + "/Prev " + previousTable + ">>\nstartxref\n" + table + "\n%%EOF\n");
        out.flush();
    }

    private static String entry(long offset) {
        return String.format(Locale.ROOT, "%010d 00000 n\r\n", offset);
    }

    private static String reference(COSObjectKey key) {
        return key.getNumber() + " " + key.getGeneration() + " R";
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
