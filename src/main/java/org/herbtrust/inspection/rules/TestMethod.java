package org.herbtrust.inspection.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether two ways of writing a method may mean the same one. */
final class TestMethod {

    /** A general chapter of the pharmacopoeia has four digits. */
    private static final Pattern CHAPTER = Pattern.compile("(?<![0-9])([0-9]{4})(?![0-9])");

    private static final Pattern WAY = Pattern.compile("第([一二三四五六七八九])法");

    private TestMethod() {}

    /**
     * They disagree if both name a chapter and not the same, or if both name a way of one chapter and not the same. What
     * names neither (热浸法) is compared by nobody here and counts as agreeing.
     */
    static boolean agree(String used, String prescribed) {
        Optional<String> chapterUsed = first(CHAPTER, used);
        Optional<String> chapter = first(CHAPTER, prescribed);
        if (chapterUsed.isEmpty() || chapter.isEmpty()) {
            return true;
        }
        Optional<String> wayUsed = first(WAY, used);
        Optional<String> way = first(WAY, prescribed);
        return chapterUsed.equals(chapter) && (wayUsed.isEmpty() || way.isEmpty() || wayUsed.equals(way));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
