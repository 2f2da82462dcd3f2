package org.herbtrust.label.rules;

import org.herbtrust.kernel.Text;

/**
 * How sure it is that a serial is worn by more than one package, and what a buyer is told then: no more than is known.
 * In rising order.
 */
public enum Suspected {
    NOT(Text.of("未见异常", "nothing unusual"), Text.of("扫描记录未见异常", "nothing unusual in the scans of this code")),
    /** Rare for an honest package, but it happens: told softly, and to nobody else. */
    NOTICED(
            Text.of("扫描偏多", "scanned unusually"),
            Text.of(
                    "此码近来被多处或多台手机扫描，也可能只是多人查看。请核对实物、净重和摊位是否与下面一致。",
                    "This code was scanned in several places or by many phones lately; perhaps many people just looked. "
                            + "Compare goods, weight and stall with what is written below.")),
    /** An inspector should look at it. */
    LIKELY(
            Text.of("疑似被复制", "perhaps copied"),
            Text.of(
                    "此码的扫描记录不像来自同一件货，可能有人复制了标签。请当面核对实物、净重和摊位；对不上就不要买，并告诉我们。",
                    "The scans of this code do not look like those of one package: the label may have been copied. Compare "
                            + "goods, weight and stall; if they do not fit, do not buy, and tell us.")),
    STRONG(
            Text.of("很可能被复制", "very probably copied"),
            Text.of(
                    "此码很可能被复制到了多件货上，已交检查员核实。在查清之前，这一枚标签不能证明您手里的货是真的。",
                    "This code is very probably on several packages; an inspector is looking into it. Until that is settled "
                            + "this label does not prove that the goods in your hand are genuine.")),
    /** By a named person; never by the machine. */
    CONFIRMED(
            Text.of("经核实已被复制", "found to be copied"),
            Text.of(
                    "检查员已核实：此码被复制到了其他货上。请不要凭这枚标签购买；已购买的请保留货物和凭证并投诉。",
                    "An inspector has found that this code was copied onto other goods. Do not buy on the strength of this "
                            + "label; if you did, keep goods and receipt and complain."));

    private final Text title;
    private final Text toBuyer;

    Suspected(Text title, Text toBuyer) {
        this.title = title;
        this.toBuyer = toBuyer;
    }

    public Text title() {
        return title;
    }

    /** In words that fit the certainty. */
    public Text toBuyer() {
        return toBuyer;
    }

    public boolean isAtLeast(Suspected other) {
        return compareTo(other) >= 0;
    }
}
