package org.herbtrust.inspection;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * A visit as a phone sends it. Absent lists are empty. What a camera read stays as it was read: whether it is a code of
 * ours is found out when the record arrives, for the phone could not ask.
 *
 * @param schemaVersion of this form, now {@value #SCHEMA}; records of earlier versions stay readable for ever
 * @param account whose record it is; nobody else can send it
 * @param merchantSeen what the phone knew of the merchant
 * @param startedAt by the phone's clock
 * @param finishedAt by the phone's clock
 * @param elapsedMs between the two by a clock that nobody can set
 * @param clockOffsetMs what to add to the phone's clock to get the server's, as measured last; null if never
 * @param place stall or other place, in words
 * @param position where the phone was, if the inspector let it tell
 * @param codes what was scanned
 * @param supersedes the record that this one corrects
 */
public record FieldRecord(
        int schemaVersion,
        VisitId id,
        String account,
        VisitKind kind,
        MerchantId merchant,
        MerchantSeen merchantSeen,
        OffsetDateTime startedAt,
        OffsetDateTime finishedAt,
        long elapsedMs,
        Long clockOffsetMs,
        String place,
        Position position,
        Map<String, CheckAnswer> checklist,
        List<Found> findings,
        List<String> codes,
        List<String> seals,
        List<Measurement> measurements,
        LocalDate correctBy,
        String statement,
        Signature signature,
        VisitId follows,
        VisitId supersedes,
        List<Photo> photos) {

    /** The form that phones write now. */
    public static final int SCHEMA = 1;

    /** A visit needs few; twenty of a megabyte are what a phone on a poor network can send. */
    public static final int MOST_PHOTOS = 20;

    static final int MOST_CODES = 200;
    static final int MOST_SEALS = 50;
    static final int MOST_MEASUREMENTS = 50;
    private static final int LONGEST_CODE = 400;
    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_NOTE = 200;
    private static final Pattern SLOT = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final BigDecimal LARGEST_VALUE = new BigDecimal("1000000000");
    private static final int MOST_DECIMALS = 6;

    /**
     * What a camera may read and no database keeps: control characters, but for those that part lines and the fields of a GS1
     * element string, and halves of characters.
     */
    private static final Pattern UNKEEPABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}&&[^\\n\\t\\x1d]]");

    public FieldRecord {
        if (id == null || account == null || kind == null || merchant == null) {
            throw new IllegalArgumentException(
                    "记录应有编号、账号、类型和经营者 (a record has an id, an account, a kind and a merchant)");
        }
        if (startedAt == null || finishedAt == null || elapsedMs < 0) {
            throw new IllegalArgumentException("记录应有开始和完成时间 (a record tells when it was begun and finished)");
        }
        place = words("地点 (place)", place, Visit.LONGEST_PLACE);
        statement = words("陈述 (statement)", statement, Visit.LONGEST_STATEMENT);
        checklist = checklist == null ? Map.of() : Map.copyOf(checklist);
        findings = list("问题 (findings)", findings, Visit.MOST_FINDINGS);
        codes = list("编码 (codes)", codes, MOST_CODES).stream()
                .map(code -> words("编码 (code)", code, LONGEST_CODE))
                .toList();
        seals = list("封签号 (seals)", seals, MOST_SEALS).stream()
                .map(seal -> words("封签号 (seal)", seal, LONGEST_WORD))
                .toList();
        measurements = list("快检 (measurements)", measurements, MOST_MEASUREMENTS);
        photos = list("照片 (photos)", photos, MOST_PHOTOS);
        Set<String> slots = new HashSet<>();
        for (Photo photo : photos) {
            if (!slots.add(photo.slot())) {
                throw new IllegalArgumentException("照片位置重复 (two photos in one slot): " + photo.slot());
            }
        }
        for (Found found : findings) {
            requireKnown(slots, found.photos());
        }
        if (signature != null) {
            requireKnown(slots, signature.photo() == null ? List.of() : List.of(signature.photo()));
        }
    }

    /** What the phone's copy of the register said when the visit was recorded. */
    public record MerchantSeen(String name, String stall, String standing) {
        public MerchantSeen {
            name = words("名称 (name)", name, LONGEST_NOTE);
            stall = words("摊位 (stall)", stall, LONGEST_WORD);
            standing = words("资格 (standing)", standing, LONGEST_WORD);
        }
    }

    /** WGS 84. */
    public record Position(BigDecimal latitude, BigDecimal longitude, int accuracyM) {
        public Position {
            if (latitude == null
                    || longitude == null
                    || latitude.abs().compareTo(BigDecimal.valueOf(90)) > 0
                    || longitude.abs().compareTo(BigDecimal.valueOf(180)) > 0
                    || accuracyM < 0) {
                throw new IllegalArgumentException("位置不合理 (the position cannot be right)");
            }
        }
    }

    /**
     * One thing that was found.
     *
     * @param code of the goods, as scanned or typed; null if none
     * @param photos slots of this record's photos
     */
    public record Found(String violation, int count, String note, String code, List<String> photos) {
        public Found {
            note = words("说明 (note)", note, Finding.LONGEST_NOTE);
            violation = keepable(violation);
            new Finding(violation, count, note, Optional.empty()); // the same limits
            code = words("编码 (code)", code, LONGEST_CODE);
            photos = list("照片 (photos)", photos, MOST_PHOTOS);
        }
    }

    /** A quick measurement at the stall: a screening that leads to a sample, never a verdict. */
    public record Measurement(What what, BigDecimal value, String code, String instrument, String note) {

        /** What is measured, in the unit that all phones use. */
        public enum What {
            MOISTURE(Text.of("水分", "moisture"), "%"),
            WEIGHT(Text.of("重量", "weight"), "kg"),
            SO2_STRIP(Text.of("二氧化硫试纸", "SO₂ strip"), "mg/kg"),
            PH(Text.of("pH试纸", "pH strip"), ""),
            TEMPERATURE(Text.of("库温", "temperature of the store"), "°C"),
            HUMIDITY(Text.of("相对湿度", "relative humidity"), "%");

            private final Text title;
            private final String unit;

            What(Text title, String unit) {
                this.title = title;
                this.unit = unit;
            }

            public Text title() {
                return title;
            }

            public String unit() {
                return unit;
            }
        }

        public Measurement {
            if (what == null || value == null) {
                throw new IllegalArgumentException("快检应有项目和数值 (a measurement has a kind and a value)");
            }
            if (value.abs().compareTo(LARGEST_VALUE) > 0 || value.scale() > MOST_DECIMALS || value.scale() < -9) {
                throw new IllegalArgumentException("快检数值不合理 (the value cannot be right): " + what);
            }
            code = words("编码 (code)", code, LONGEST_CODE);
            instrument = words("仪器 (instrument)", instrument, LONGEST_WORD);
            note = words("说明 (note)", note, LONGEST_NOTE);
        }
    }

    /**
     * The merchant's answer to the record.
     *
     * @param by name of who signed
     * @param photo slot of the drawn signature; null if it was typed or refused
     */
    public record Signature(How how, String by, String photo) {

        /** How it was given. */
        public enum How {
            DRAWN,
            /** For those who cannot draw on a screen. */
            TYPED,
            REFUSED
        }

        public Signature {
            by = words("签名人 (signed by)", by, LONGEST_WORD);
            if (how == null || (how == How.DRAWN) != (photo != null) || (how != How.REFUSED && by.isEmpty())) {
                throw new IllegalArgumentException("签名不完整 (the signature is not complete)");
            }
        }
    }

    /**
     * A photo that was sent before.
     *
     * @param slot its place in this record
     * @param sha256 hex, lower case
     * @param takenAt by the phone's clock
     */
    public record Photo(String slot, String sha256, int bytes, OffsetDateTime takenAt, String note) {
        public Photo {
            if (slot == null || !SLOT.matcher(slot).matches()) {
                throw new IllegalArgumentException("照片位置有误 (a slot is of letters, digits and dashes): " + slot);
            }
            if (sha256 == null || !SHA_256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("照片摘要有误 (a SHA-256 has 64 hexadecimal digits)");
            }
            if (takenAt == null || bytes < 1) {
                throw new IllegalArgumentException("照片应有时间和大小 (a photo has a time and a size)");
            }
            note = words("照片说明 (note)", note, LONGEST_NOTE);
        }
    }

    /**
     * When it was finished, by the phone's clock put right. Where that cannot be, in the future or longer ago than records wait
     * on a phone, it is the time at which the record came in: a clock that nobody has set is no reason to lose a visit.
     */
    Instant occurredAt(Instant now) {
        Instant told = told();
        return told.isAfter(now) || isTooLongAgo(told, now) ? now : told;
    }

    /** How far the phone's clock was off, or had to be thought off, when the record came in; for old records unknown. */
    Duration clockError(Instant now) {
        Duration known = Duration.ofMillis(clockOffsetMs == null ? 0 : Math.abs(clockOffsetMs));
        Duration thought = isTooLongAgo(told(), now)
                ? Duration.between(told(), now)
                : Duration.between(now, finishedAt.toInstant());
        return thought.compareTo(known) > 0 ? thought : known;
    }

    private Instant told() {
        return finishedAt.toInstant().plusMillis(clockOffsetMs == null ? 0 : clockOffsetMs);
    }

    private static boolean isTooLongAgo(Instant told, Instant now) {
        return told.isBefore(now.minus(Inspections.OLDEST.minusDays(1)));
    }

    private static void requireKnown(Set<String> slots, List<String> named) {
        for (String slot : named) {
            if (!slots.contains(slot)) {
                throw new IllegalArgumentException("记录中没有照片 (no such photo in the record): " + slot);
            }
        }
    }

    static String keepable(String text) {
        return text == null ? null : UNKEEPABLE.matcher(text).replaceAll("");
    }

    private static String words(String what, String value, int most) {
        String text = value == null ? "" : keepable(value).strip();
        if (text.length() > most) {
            throw new IllegalArgumentException(what + "最多" + most + "字 (too long)");
        }
        return text;
    }

    private static <T> List<T> list(String what, List<T> values, int most) {
        List<T> copy = values == null ? List.of() : List.copyOf(values);
        if (copy.size() > most) {
            throw new IllegalArgumentException(what + "最多" + most + "项 (too many)");
        }
        return copy;
    }
}
