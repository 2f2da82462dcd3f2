package org.herbtrust.merchant;

/**
 * What to look for; null means any.
 *
 * @param text part of the name or of the stall, or a whole USCC, at most 100 characters
 */
public record MerchantQuery(String text, MerchantKind kind, Standing standing) {

    public static final MerchantQuery ALL = new MerchantQuery(null, null, null);

    public MerchantQuery {
        text = text == null || text.isBlank() ? null : text.strip();
        if (text != null && text.length() > 100) {
            throw new IllegalArgumentException("搜索内容最多100个字 (search text: at most 100 characters)");
        }
    }
}
