package org.herbtrust.ledger.rules;

import java.util.Base64;

/**
 * The text of a checkpoint (C2SP tlog-checkpoint): the log's name, its size, its root.
 *
 * @param size leaves, 0 or more
 * @param root SHA-256 in base64
 */
public record TreeHead(String origin, long size, String root) {

    public TreeHead {
        if (origin.isBlank() || size < 0 || Base64.getDecoder().decode(root).length != 32) {
            throw new IllegalArgumentException("not a tree head: " + origin + " " + size + " " + root);
        }
    }

    /** @throws IllegalArgumentException if the note isn't a checkpoint */
    public static TreeHead of(SignedNote note) {
        String[] lines = note.text().split("\n", -1);
        if (lines.length < 3) {
            throw new IllegalArgumentException("不是账本检查点 (not a checkpoint: name, size, root)");
        }
        try {
            return new TreeHead(lines[0], Long.parseLong(lines[1]), lines[2]);
        } catch (NumberFormatException notASize) {
            throw new IllegalArgumentException("检查点的长度有误 (not a size): " + lines[1], notASize);
        }
    }

    public byte[] rootBytes() {
        return Base64.getDecoder().decode(root);
    }

    /** What is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }
}
