package org.herbtrust.merchant;

import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Uscc;

/**
 * What an entity says of itself to be admitted.
 *
 * @param name the registered name (字号或名称), at most 100 characters
 * @param operator the person responsible; personal, shown to the public only as far as the privacy gate lets it
 * @param division where it is registered or grows, to the township where known
 * @param stall present for stall merchants, absent for others unless they rent one
 * @param commitmentVersion the version of the commitment that was signed; empty if none was
 */
public record Application(
        Uscc uscc,
        String name,
        MerchantKind kind,
        String operator,
        DivisionCode division,
        Optional<Stall> stall,
        String scope,
        Optional<String> commitmentVersion) {

    public Application {
        if (uscc == null) {
            throw new IllegalArgumentException("请填写统一社会信用代码 (a USCC is needed)");
        }
        name = text(name, "名称 (name)", 100, true);
        operator = text(operator, "经营者 (operator)", 50, true);
        scope = text(scope, "经营品种 (scope)", 500, false);
        if (kind == null) {
            throw new IllegalArgumentException("请选择类型：种植户、加工户或经营户 (choose the kind)");
        }
        if (division == null) {
            throw new IllegalArgumentException("请选择所在地 (choose the division)");
        }
        stall = stall == null ? Optional.empty() : stall;
        commitmentVersion = commitmentVersion == null ? Optional.empty() : commitmentVersion;
        if (kind == MerchantKind.TRADER && stall.isEmpty()) {
            throw new IllegalArgumentException("经营户须填写摊位 (a stall merchant has a stall)");
        }
    }

    private static String text(String value, String field, int most, boolean required) {
        String text = value == null ? "" : value.strip();
        if (required && text.isEmpty()) {
            throw new IllegalArgumentException("请填写" + field);
        }
        if (text.length() > most) {
            throw new IllegalArgumentException(field + "最多" + most + "个字 (at most " + most + " characters)");
        }
        return text;
    }
}
