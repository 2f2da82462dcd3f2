package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;

/** What merchants are told inside the application, until they have read it and after. Whoever decides something tells it here. */
@ApplicationScoped
public class Notices {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 2000;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** @param link the page that shows more, such as {@code /my/lots/…} */
    public record Notice(long id, Text title, Text text, String link, Instant toldAt, Optional<Instant> readAt) {}

    /** In the caller's transaction: what was rolled back was not told. Longer texts are cut. */
    @Transactional
    public void tell(MerchantId merchant, Text title, Text text, String link) {
        database.update(
                """
                insert into notice (merchant_id, title_zh, title_en, text_zh, text_en, link, told_at) values (?, ?, ?, ?, ?, ?, ?)
                """,
                merchant.value(),
                cut(title.zh(), LONGEST_TITLE),
                cut(title.en(), LONGEST_TITLE),
                cut(text.zh(), LONGEST_TEXT),
                cut(text.en(), LONGEST_TEXT),
                link,
                clock.instant());
    }

    /** Newest first. */
    public Page<Notice> of(MerchantId merchant, String cursor, Integer limit) {
        int size = Page.size(limit);
        List<Notice> found = database.query(
                """
                select id, title_zh, title_en, text_zh, text_en, link, told_at, read_at from notice
                where merchant_id = ? and id < ? order by id desc limit ?
                """,
                row -> new Notice(
                        row.getLong(1),
                        Text.of(row.getString(2), row.getString(3)),
                        Text.of(row.getString(4), row.getString(5)),
                        row.getString(6),
                        Database.instant(row, "told_at"),
                        Optional.ofNullable(Database.instant(row, "read_at"))),
                merchant.value(),
                Cursor.before(cursor),
                size + 1);
        List<Notice> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown, found.size() > size ? Long.toString(shown.get(size - 1).id()) : null);
    }

    public int unread(MerchantId merchant) {
        return database.one(
                        "select count(*) from notice where merchant_id = ? and read_at is null",
                        row -> row.getInt(1),
                        merchant.value())
                .orElse(0);
    }

    /** All up to that one count as read. */
    @Transactional
    public void read(MerchantId merchant, long upTo) {
        database.update(
                "update notice set read_at = ? where merchant_id = ? and id <= ? and read_at is null",
                clock.instant(),
                merchant.value(),
                upTo);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
