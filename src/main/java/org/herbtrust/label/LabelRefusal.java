package org.herbtrust.label;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why labels are refused. */
public enum LabelRefusal implements Refused.Reason {
    UNKNOWN_BATCH("label-batch-unknown", 404, "没有这批标签", "No such batch of labels"),
    UNKNOWN_LABEL("label-unknown", 404, "没有这枚标签", "No such label"),
    UNKNOWN_TEMPLATE("label-template-unknown", 404, "没有这种标签样式", "No such label template"),
    NOT_YOURS("label-not-yours", 403, "不是您的标签", "These labels are not yours"),
    NOT_THE_HOLDER("label-not-the-holder", 403, "这批货不在您名下", "The goods are not yours"),
    ITEM_NUMBER_MISSING("label-item-number-missing", 409, "批次没有商品代码", "The lot has no item number"),
    BATCH_ID_TAKEN("label-batch-differs", 409, "同一编号已用于另一批标签", "The same id was used for another batch"),
    TOO_MANY("label-too-many", 422, "标签数量超出范围", "Number of labels out of range"),
    FILE_TOO_LARGE("label-file-too-large", 422, "一次打印的标签太多", "Too many labels for one file"),
    TEXT_REFUSED("label-text-refused", 422, "标签文字不符合要求", "A text can't stand on a label"),
    TEXT_DOES_NOT_FIT("label-text-too-long", 422, "标签文字放不下", "A text does not fit on the label"),
    CHARACTER_NOT_IN_FONT("label-character-missing", 422, "字库中没有这个字", "A character that the font does not have"),
    PREFIX_REFUSED("gs1-prefix-refused", 422, "厂商识别代码不能登记", "Not a company prefix that can be registered"),
    PREFIX_TAKEN("gs1-prefix-taken", 409, "厂商识别代码已被登记", "The prefix, or a part of it, is registered already"),
    NUMBERS_USED_UP("gs1-numbers-used-up", 409, "厂商识别代码下的编号已用完", "No numbers are left under the company prefix"),
    OLD_CODE_REFUSED("old-code-refused", 422, "不是可以绑定的旧码", "Not an old code that can be bound"),
    OLD_CODE_TAKEN("old-code-taken", 409, "旧码已绑定到其他货物", "The old code is bound to other goods"),
    UNKNOWN_KEY("label-key-unknown", 404, "没有这个签名密钥", "No such signing key"),
    KEY_NOT_HERE("label-key-not-here", 409, "签名密钥不在本机", "The signing key is not on this server"),
    PRINTER_NOT_ALLOWED("printer-not-allowed", 403, "打印机不在允许的名单里", "The printer is not on the list of those allowed"),
    PRINTING_BUSY("printing-busy", 429, "打印任务太多，请稍后", "Too many print jobs, try again shortly"),
    UNKNOWN_JOB("print-job-unknown", 404, "没有这个打印任务", "No such print job"),
    NOT_POSSIBLE_NOW("label-state-conflict", 409, "标签当前状态不允许此操作", "Not possible in the label's state");

    private final Meaning meaning;

    LabelRefusal(String code, int status, String zh, String en) {
        this.meaning = new Meaning(code, status, Text.of(zh, en));
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
