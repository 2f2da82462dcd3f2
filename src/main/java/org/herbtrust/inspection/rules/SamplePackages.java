package org.herbtrust.inspection.rules;

/** How many packages of a lot are opened for sampling: general chapter 0211 of the pharmacopoeia. */
public final class SamplePackages {

    /** More packages than one lot on this market can have. */
    public static final int MOST = 1_000_000;

    private SamplePackages() {}

    /**
     * Fewer than 5: every one. 5 to 99: five. 100 to 1000: 5 %. Above 1000: 50 and 1 % of what is above 1000. Parts of a
     * package are rounded up. Of precious materials every package is opened.
     *
     * @param packages from 1 to {@value #MOST}
     */
    public static int toOpen(int packages, boolean precious) {
        if (packages < 1 || packages > MOST) {
            throw new IllegalArgumentException("包件数应在1到" + MOST + "之间 (packages from 1 to " + MOST + "): " + packages);
        }
        if (precious || packages < 5) {
            return packages;
        }
        if (packages < 100) {
            return 5;
        }
        if (packages <= 1000) {
            return (packages * 5 + 99) / 100;
        }
        return 50 + (packages - 1000 + 99) / 100;
    }
}
