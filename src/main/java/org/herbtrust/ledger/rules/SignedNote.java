package org.herbtrust.ledger.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with signatures under it, as C2SP signed-note writes it: the text, an empty line, a line a signature.
 *
 * @param text ends in a newline
 */
public record SignedNote(String text, List<Line> signatures) {

    /** Characters of a note that is read; checkpoints have some hundred. */
    public static final int LONGEST = 20_000;

    private static final int MOST_SIGNATURES = 100;
    private static final int KEY_ID = 4;
    private static final Pattern LINE = Pattern.compile("\u2014 ([^\\s+]{1,200}) ([A-Za-z0-9+/]+={0,2})");

    /**
     * One signature.
     *
     * @param name of the key, as the signer says
     * @param base64 the key's id, four bytes, then the signature itself
     */
    public record Line(String name, String base64) {

        public Line {
            if (Base64.getDecoder().decode(base64).length <= KEY_ID) {
                throw new IllegalArgumentException("a signature line without a signature: " + name);
            }
        }

        static Line of(String name, byte[] keyId, byte[] signature) {
            byte[] both = Arrays.copyOf(keyId, KEY_ID + signature.length);
            System.arraycopy(signature, 0, both, KEY_ID, signature.length);
            return new Line(name, Base64.getEncoder().encodeToString(both));
        }

        byte[] keyId() {
            return Arrays.copyOf(Base64.getDecoder().decode(base64), KEY_ID);
        }

        byte[] signature() {
            byte[] both = Base64.getDecoder().decode(base64);
            return Arrays.copyOfRange(both, KEY_ID, both.length);
        }

        @Override
        public String toString() {
            return "\u2014 " + name + " " + base64;
        }
    }

    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a note's text ends in a newline");
        }
        signatures = List.copyOf(signatures);
    }

    /** @throws IllegalArgumentException if it isn't a signed note */
    public static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (note.length() > LONGEST || blank < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("不是签名文书 (not a signed note: text, empty line, signatures)");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(blank + 2).lines().toList()) {
            Matcher m = LINE.matcher(line);
            if (!m.matches() || lines.size() == MOST_SIGNATURES) {
                throw new IllegalArgumentException("签名行有误 (not a signature line): " + line);
            }
            lines.add(new Line(m.group(1), m.group(2)));
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("文书没有签名 (a note without a signature)");
        }
        return new SignedNote(note.substring(0, blank + 1), lines);
    }

    /** The same text with one more signature under it. */
    public SignedNote with(Line signature) {
        List<Line> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    byte[] textBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As it is served and signed. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line).append('\n'));
        return note.toString();
    }
}
