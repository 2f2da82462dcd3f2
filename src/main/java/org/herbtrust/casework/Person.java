package org.herbtrust.casework;

import org.herbtrust.casework.rules.IdNumber;

/**
 * A person behind an entity, as an applicant names them.
 *
 * @param id used to compute its HMAC and then forgotten
 */
public record Person(Post post, String name, IdNumber id) {

    public Person {
        name = name == null ? "" : name.strip();
        if (post == null || id == null || name.isEmpty() || name.length() > 50) {
            throw new IllegalArgumentException("请填写相关人员的身份、姓名（最多50字）和证件号码 (post, name and identity number)");
        }
    }
}
