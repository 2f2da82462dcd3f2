package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.herbtrust.kernel.Gs1CheckDigit;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.platform.Database;

/**
 * GTINs of this market, one for each merchant's material in a form. They begin with 21, a range that GS1 keeps for
 * circulation within one organisation, until the market has a company prefix of its own.
 */
@ApplicationScoped
class TradeItems {

    @Inject
    Database database;

    Gtin of(MerchantId merchant, MaterialCode material, Form form) {
        return database.one(
                        "select gtin from trade_item where merchant_id = ? and material = ? and form = ?",
                        row -> new Gtin(row.getString(1)),
                        merchant.value(),
                        material.value(),
                        form.word())
                .orElseGet(() -> allot(merchant, material, form));
    }

    private Gtin allot(MerchantId merchant, MaterialCode material, Form form) {
        long number = database.insert("select nextval('trade_item_no')");
        String body = "21%010d".formatted(number);
        // A second command that allots at the same time gets the first one's number.
        return database.one(
                        """
                        insert into trade_item (gtin, merchant_id, material, form) values (?, ?, ?, ?)
                        on conflict (merchant_id, material, form) do update set form = excluded.form returning gtin
                        """,
                        row -> new Gtin(row.getString(1)),
                        "0" + body + Gs1CheckDigit.of(body),
                        merchant.value(),
                        material.value(),
                        form.word())
                .orElseThrow();
    }
}
