package org.herbtrust.inspection;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** Why a record or a photo from a phone is not taken. The phone keeps what was refused and shows the reason. */
public enum FieldRefusal implements Refused.Reason {
    RECORD_UNKNOWN("field-record-unknown", 404, Text.of("没有这份现场记录", "No such record")),
    RECORDED_OTHERWISE("field-recorded-otherwise", 409, Text.of("该编号已用于其他内容", "The id was used for something else")),
    NOT_YOUR_RECORD("field-record-not-yours", 403, Text.of("记录属于另一账号", "The record belongs to another account")),
    SCHEMA_UNKNOWN("field-schema-unknown", 422, Text.of("记录格式版本过新", "A format that this server does not know yet")),
    RECORD_TOO_LARGE("field-record-too-large", 413, Text.of("记录过大", "The record is too large")),
    PHOTOS_MISSING("field-photos-missing", 424, Text.of("照片未到齐", "Photos are missing")),
    PHOTO_DIFFERS("field-photo-differs", 422, Text.of("照片内容与摘要不符", "The photo does not have that hash")),
    PHOTO_TOO_LARGE("field-photo-too-large", 413, Text.of("照片过大", "The photo is too large")),
    NOT_A_PHOTO("field-not-a-photo", 415, Text.of("不是照片", "Not a photo")),
    TOO_MANY_PHOTOS("field-too-many-photos", 422, Text.of("照片过多", "Too many photos")),
    /** Passes by itself once the records of the photos are in: the phone tries again. */
    TOO_MANY_UNCLAIMED("field-too-many-unclaimed", 429, Text.of("尚无记录的照片过多", "Too many photos without a record")),
    CONFLICT_UNKNOWN("visit-conflict-unknown", 404, Text.of("没有这项冲突", "No such conflict")),
    CONFLICT_KEEPS_BOTH(
            "visit-conflict-keeps-both", 422, Text.of("这类冲突不能以替换处理", "Nothing to replace in such a conflict")),
    CONFLICT_OWN("visit-conflict-own", 403, Text.of("替换他人记录须由记录人以外的人同意", "Somebody else agrees to the replacement")),
    CONFLICT_SETTLED("visit-conflict-settled", 409, Text.of("该冲突已处理", "The conflict was settled already"));

    private final Meaning meaning;

    FieldRefusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
