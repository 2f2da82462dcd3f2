package org.herbtrust.kernel;

/** What a signed-in person may be on the market. */
public enum Role {
    GROWER(Text.of("种植户", "grower")),
    MERCHANT(Text.of("经营户", "merchant")),
    INSPECTOR(Text.of("检查员", "inspector")),
    REGULATOR(Text.of("监管人员", "regulator")),
    OFFICE(Text.of("市场办公室", "market office")),
    ADMIN(Text.of("系统管理员", "administrator"));

    // The same names as constants, for annotations.
    public static final String GROWER_ROLE = "GROWER";
    public static final String MERCHANT_ROLE = "MERCHANT";
    public static final String INSPECTOR_ROLE = "INSPECTOR";
    public static final String REGULATOR_ROLE = "REGULATOR";
    public static final String OFFICE_ROLE = "OFFICE";
    public static final String ADMIN_ROLE = "ADMIN";

    private final Text title;

    Role(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
