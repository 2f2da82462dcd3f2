package org.herbtrust.inspection;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.ShortCode;

/**
 * What a buyer has to say.
 *
 * @param code of the label or lot whose page the buyer came from
 * @param happenedOn day of the purchase; empty means today
 * @param contact how to reach the buyer; empty to stay anonymous
 * @param photo JPEG or PNG
 */
public record NewComplaint(
        ShortCode code,
        ComplaintKind about,
        String words,
        Optional<LocalDate> happenedOn,
        Optional<String> contact,
        Optional<byte[]> photo) {

    static final int LONGEST_WORDS = 2000;
    static final int LONGEST_CONTACT = 100;

    public NewComplaint {
        if (code == null || about == null) {
            throw new IllegalArgumentException("请选择投诉内容 (say what it is about)");
        }
        words = words == null ? "" : words.strip();
        if (words.isEmpty() || words.length() > LONGEST_WORDS) {
            throw new IllegalArgumentException(
                    "请说明情况，最多" + LONGEST_WORDS + "字 (tell what happened, 2000 characters at most)");
        }
        contact = contact.map(String::strip).filter(c -> !c.isEmpty());
        if (contact.filter(c -> c.length() > LONGEST_CONTACT).isPresent()) {
            throw new IllegalArgumentException("联系方式最多" + LONGEST_CONTACT + "字 (contact of 100 characters at most)");
        }
        photo = photo.filter(p -> p.length > 0);
    }
}
