package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gs1CheckDigit;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.CompanyPrefix;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.Form;

/**
 * GTINs of packages: one for a merchant's material in a form, a grade and a net weight. From the merchant's own company prefix
 * where it has registered one, else from the market's, else from the range that GS1 keeps for circulation within one
 * organisation (beginning with 22). What has a number keeps it for ever.
 */
@ApplicationScoped
public class ItemNumbers {

    private static final String RESTRICTED = "22";
    private static final int DIGITS_BEHIND_RESTRICTED = 10;
    private static final int LONGEST_CERTIFICATE = 60;

    private static final String PREFIX =
            "select prefix, merchant_id, certificate, since, until, next_item from company_prefix ";

    @Inject
    Database database;

    @Inject
    Merchants merchants;

    @Inject
    Clock clock;

    /** The market's own prefix, once it has one. */
    @ConfigProperty(name = "herbtrust.gs1-prefix")
    Optional<String> marketPrefix;

    // ---- prefixes

    /**
     * Registers the prefix that an entity was given by the numbering organisation; its packages get numbers of it from now on.
     *
     * @param certificate number of the certificate that was shown
     * @throws Refused if it is no company's prefix, or overlaps one that is registered
     */
    @Transactional
    public CompanyPrefixView register(
            MerchantId merchant, String prefix, String certificate, LocalDate since, Actor actor) {
        mayRegister(actor);
        merchants.get(merchant);
        CompanyPrefix wanted = checked(prefix);
        String shown = certificate == null ? "" : certificate.strip();
        if (shown.isEmpty() || shown.length() > LONGEST_CERTIFICATE) {
            throw new IllegalArgumentException("请填写证书编号，最多60个字 (the certificate's number is needed)");
        }
        if (since == null || since.isAfter(Market.dayOf(clock.instant()))) {
            throw new IllegalArgumentException("请填写有效期起始日，不晚于今天 (since when it is valid, not in the future)");
        }
        // one registration after the other, or two that overlap could both be stored
        database.query("select pg_advisory_xact_lock(hashtext('company_prefix'))", row -> true);
        for (CompanyPrefixView other : database.query(PREFIX, ItemNumbers::prefix)) {
            if (wanted.overlaps(new CompanyPrefix(other.prefix()))) {
                throw new Refused(
                        LabelRefusal.PREFIX_TAKEN,
                        "%s与已登记的%s（%s）重叠 (overlaps one that is registered)"
                                .formatted(wanted, other.prefix(), other.merchant()));
            }
            if (other.merchant().equals(merchant) && other.until().isEmpty()) {
                throw new Refused(
                        LabelRefusal.PREFIX_TAKEN,
                        "该主体已登记厂商识别代码%s，请先终止 (it has one already: end that first)".formatted(other.prefix()));
            }
        }
        database.update(
                "insert into company_prefix (prefix, merchant_id, certificate, since, login) values (?, ?, ?, ?, ?)",
                wanted.digits(),
                merchant.value(),
                shown,
                since,
                actor.account());
        return prefixOf(merchant).orElseThrow();
    }

    private static CompanyPrefix checked(String prefix) {
        try {
            return new CompanyPrefix(prefix);
        } catch (IllegalArgumentException no) {
            throw new Refused(LabelRefusal.PREFIX_REFUSED, no.getMessage());
        }
    }

    /** The prefix is no longer the entity's: new goods get no numbers of it. Those that have one keep it. */
    @Transactional
    public void end(String prefix, LocalDate until, Actor actor) {
        mayRegister(actor);
        int ended = database.update(
                "update company_prefix set until = ? where prefix = ? and until is null and since <= ?",
                until,
                prefix,
                until);
        if (ended == 0) {
            throw new Refused(
                    LabelRefusal.PREFIX_REFUSED, "没有登记此代码、已终止或日期早于起始日 (not registered, or ended already): " + prefix);
        }
    }

    private static void mayRegister(Actor actor) {
        if (!actor.is(Role.OFFICE, Role.ADMIN)) {
            throw new Refused(LabelRefusal.NOT_YOURS, "厂商识别代码由市场办公室登记 (the market office registers prefixes)");
        }
    }

    /** The one in use. */
    public Optional<CompanyPrefixView> prefixOf(MerchantId merchant) {
        return database.one(PREFIX + "where merchant_id = ? and until is null", ItemNumbers::prefix, merchant.value());
    }

    /** Those in use first, at most {@code limit}. */
    public List<CompanyPrefixView> prefixes(int limit) {
        return database.query(
                PREFIX + "order by until is not null, since desc, prefix limit ?", ItemNumbers::prefix, limit);
    }

    // ---- numbers

    /** What a number on a package stands for. */
    public Optional<PackageItem> find(Gtin gtin) {
        return database.one(
                "select * from package_item where gtin = ?",
                row -> new PackageItem(
                        new Gtin(row.getString("gtin")),
                        new MerchantId(row.getLong("merchant_id")),
                        new MaterialCode(row.getString("material")),
                        Form.valueOf(row.getString("form")),
                        row.getString("grade"),
                        new Kilograms(row.getBigDecimal("net_kg"))),
                gtin.value());
    }

    /** Whether packages that were filled from that lot carry the number. */
    public boolean isOnPackagesOf(ShortCode lot, Gtin gtin) {
        return database.one(
                        "select 1 from label_batch b join lot l on l.id = b.lot_id where l.code = ? and b.gtin = ? limit 1",
                        row -> true,
                        lot.value(),
                        gtin.value())
                .isPresent();
    }

    /** The number of such packages; a new one the first time. In the caller's transaction. */
    Gtin of(MerchantId merchant, MaterialCode material, Form form, String grade, Kilograms net) {
        String prefix = prefixOf(merchant)
                .map(CompanyPrefixView::prefix)
                .or(() -> marketPrefix)
                .orElse(RESTRICTED);
        return database.one(
                        """
                        select gtin from package_item
                        where merchant_id = ? and material = ? and form = ? and grade = ? and net_kg = ? and prefix = ?
                        """,
                        row -> new Gtin(row.getString(1)),
                        merchant.value(),
                        material.value(),
                        form.name(),
                        grade,
                        net.value(),
                        prefix)
                .orElseGet(() -> allot(prefix, merchant, material, form, grade, net));
    }

    private Gtin allot(
            String prefix, MerchantId merchant, MaterialCode material, Form form, String grade, Kilograms net) {
        Gtin number = prefix.equals(RESTRICTED) ? restricted() : under(new CompanyPrefix(prefix), merchant);
        // a second command that allots at the same time gets the first one's number
        return database.one(
                        """
                        insert into package_item (gtin, merchant_id, material, form, grade, net_kg, prefix)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (merchant_id, material, form, grade, net_kg, prefix) do update set form = excluded.form
                        returning gtin
                        """,
                        row -> new Gtin(row.getString(1)),
                        number.value(),
                        merchant.value(),
                        material.value(),
                        form.name(),
                        grade,
                        net.value(),
                        prefix)
                .orElseThrow();
    }

    private Gtin restricted() {
        String body = RESTRICTED
                + ("%0" + DIGITS_BEHIND_RESTRICTED + "d")
                        .formatted(database.insert("select nextval('package_item_no')"));
        return new Gtin(body + Gs1CheckDigit.of(body));
    }

    /** The market's prefix counts with the same sequence as the restricted range; a merchant's counts for itself. */
    private Gtin under(CompanyPrefix prefix, MerchantId merchant) {
        long item = database.one("""
                        update company_prefix set next_item = next_item + 1
                        where prefix = ? and merchant_id = ? and next_item < ? returning next_item - 1
                        """, row -> row.getLong(1), prefix.digits(), merchant.value(), prefix.capacity())
                .orElseGet(() -> marketPrefix.filter(prefix.digits()::equals).isPresent()
                        ? database.insert("select nextval('package_item_no')")
                        : prefix.capacity());
        if (item >= prefix.capacity()) {
            throw new Refused(
                    LabelRefusal.NUMBERS_USED_UP,
                    "厂商识别代码%s可编%d种商品，已用完 (all %d numbers of the prefix are in use)"
                            .formatted(prefix, prefix.capacity(), prefix.capacity()));
        }
        return prefix.gtin(item);
    }

    private static CompanyPrefixView prefix(ResultSet row) throws SQLException {
        return new CompanyPrefixView(
                row.getString("prefix"),
                new MerchantId(row.getLong("merchant_id")),
                row.getString("certificate"),
                row.getObject("since", LocalDate.class),
                Optional.ofNullable(row.getObject("until", LocalDate.class)),
                row.getLong("next_item"));
    }
}
