package org.herbtrust.trace;

import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;

/** Some of a lot is taken out for good; the only way out for goods on hold. */
public record Destruction(ShortCode lot, Kilograms kg, Reason reason) {

    /** 销毁原因, as the national platform lists them. */
    public enum Reason {
        UNPACKED(Text.of("拆包销售", "unpacked for sale")),
        USED(Text.of("生产使用", "used in production")),
        QUALITY(Text.of("质量原因", "quality")),
        OTHER(Text.of("其他", "other"));

        private final Text title;

        Reason(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    public Destruction {
        Present.check("lot", lot, "kg", kg, "reason", reason);
    }
}
