package org.herbtrust.publication.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Uscc;

/**
 * The one place that decides what of a record may be public, by whom it is about. Personal Information Protection Law
 * articles 25, 34 and 13(3): the minimum that the publication needs. Never an identity number, a telephone number or a
 * home address; of a 个体工商户 the shop's name, stall and USCC, and of its operator the surname only; a score as a number
 * never, of nobody: there is no way to hand one in.
 */
public final class PrivacyGate {

    private static final String STAR = "＊";
    private static final String REMOVED = "［已隐去］";

    /** Surnames of two characters that are in use; a name that begins with one keeps both. */
    private static final Set<String> DOUBLE_SURNAMES = Set.of(
            "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "轩辕", "宇文", "长孙", "南宫", "端木", "百里",
            "东郭", "申屠", "呼延", "闻人", "独孤", "钟离", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "仲孙", "鲜于", "闾丘", "司空", "拓跋",
            "赫连", "万俟", "公羊", "第五");

    /** 18 or 15 digits of a resident identity number, blanks or dashes between groups or not; a USCC has letters or another shape. */
    private static final Pattern IDENTITY_NUMBER = Pattern.compile(
            "(?<![0-9A-Za-z])[1-8]\\d{5}[ -]?(?:(?:19|20)\\d{2}[ -]?[01]\\d[ -]?[0-3]\\d[ -]?\\d{3}[0-9Xx]|\\d{2}[01]\\d[0-3]\\d\\d{3})(?![0-9A-Za-z])");

    /** Mobile numbers, with or without country code and grouping, and land lines with an area code. */
    private static final Pattern TELEPHONE = Pattern.compile(
            "(?<![0-9A-Za-z])(?:(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}|0\\d{2,3}[ -]?\\d{7,8})(?![0-9A-Za-z])");

    private static final Pattern FULL_WIDTH_DIGIT = Pattern.compile("[\uff10-\uff19\uff38\uff58]");

    private PrivacyGate() {}

    /** What may be shown of an entity. */
    public static Party party(
            MerchantId id, Uscc uscc, String name, String operator, Optional<String> stall, SubjectType subject) {
        return new Party(
                id.toString(),
                text(name, List.of(operator)),
                subject.isPerson() ? masked(operator) : null,
                subject == SubjectType.NATURAL_PERSON ? null : uscc.value(),
                stall.orElse(null),
                subject.isPerson());
    }

    /** A person's name as surname and star: 张三丰 becomes 张＊, 欧阳修 becomes 欧阳＊. */
    public static String masked(String personsName) {
        String name = personsName == null ? "" : personsName.strip();
        if (name.isEmpty()) {
            return STAR;
        }
        if (name.length() > 2 && DOUBLE_SURNAMES.contains(name.substring(0, 2))) {
            return name.substring(0, 2) + STAR;
        }
        return name.substring(0, name.offsetByCodePoints(0, 1)) + STAR;
    }

    /**
     * A free text without identity and telephone numbers, and with the names of these persons masked.
     *
     * @param persons full names that are known to the record, such as the operator's
     */
    public static String text(String text, List<String> persons) {
        if (text == null) {
            return null;
        }
        String shown = FULL_WIDTH_DIGIT
                .matcher(text)
                .replaceAll(digit -> String.valueOf((char) (digit.group().charAt(0) - 0xfee0)));
        shown = IDENTITY_NUMBER.matcher(shown).replaceAll(REMOVED);
        shown = TELEPHONE.matcher(shown).replaceAll(REMOVED);
        for (String person : persons) {
            if (person != null && person.strip().length() > 1) {
                shown = shown.replaceAll(Pattern.quote(person.strip()), Matcher.quoteReplacement(masked(person)));
            }
        }
        return shown;
    }
}
