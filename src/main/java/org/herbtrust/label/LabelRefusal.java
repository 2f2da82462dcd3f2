package org.herbtrust.label;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why labels are refused. */
public enum LabelRefusal implements Refused.Reason {
    UNKNOWN_LOT("label-lot-unknown", 404, "没有这个批次", "no such lot"),
    UNKNOWN_BATCH("label-batch-unknown", 404, "没有这批标签", "no such batch of labels"),
    UNKNOWN_LABEL("label-unknown", 404, "没有这枚标签", "no such label"),
    UNKNOWN_TEMPLATE("label-template-unknown", 404, "没有这种标签样式", "no such label template"),
    NOT_THE_HOLDER("label-not-the-holder", 403, "这批货不在您名下", "the goods are not yours"),
    LOT_ON_HOLD("label-lot-on-hold", 409, "该批次已被暂停", "the lot is on hold"),
    MORE_THAN_THE_LOT_HOLDS("label-weight-exceeded", 409, "标签总重超过批次余量", "labels for more than the lot holds"),
    BATCH_ID_TAKEN("label-batch-differs", 409, "同一编号已用于另一批标签", "the same id was used for another batch"),
    TOO_MANY("label-too-many", 422, "标签数量超出范围", "number of labels out of range"),
    FILE_TOO_LARGE("label-file-too-large", 422, "一次打印的标签太多", "too many labels for one file"),
    TEXT_REFUSED("label-text-refused", 422, "标签文字不符合要求", "a text can't stand on a label"),
    TEXT_DOES_NOT_FIT("label-text-too-long", 422, "标签文字放不下", "a text does not fit on the label"),
    CHARACTER_NOT_IN_FONT("label-character-missing", 422, "字库中没有这个字", "a character that the font does not have"),
    NOT_POSSIBLE_NOW("label-state-conflict", 409, "标签当前状态不允许此操作", "not possible in the label's state");

    private final String code;
    private final int status;
    private final Text title;

    LabelRefusal(String code, int status, String zh, String en) {
        this.code = code;
        this.status = status;
        this.title = Text.of(zh, en);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Text title() {
        return title;
    }
}
