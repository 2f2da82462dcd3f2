package org.herbtrust.label;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why something about suspected copies is refused. */
public enum ScanRefusal implements Refused.Reason {
    NOT_SUSPECTED("copy-not-suspected", 404, "这枚标签没有复制嫌疑", "This label is not suspected of being copied"),
    SETTLED("copy-already-settled", 409, "此事已有结论", "This has been settled"),
    NOT_FOR_YOU("copy-not-for-you", 403, "由检查员或监管人员认定", "For inspectors and regulators to find");

    private final Meaning meaning;

    ScanRefusal(String code, int status, String zh, String en) {
        this.meaning = new Meaning(code, status, Text.of(zh, en));
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
