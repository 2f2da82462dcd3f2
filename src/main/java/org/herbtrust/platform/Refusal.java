package org.herbtrust.platform;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** What the platform itself refuses. */
public enum Refusal implements Refused.Reason {
    BAD_REQUEST("bad-request", 400, Text.of("请求无法读懂", "The request cannot be read")),
    FORM_EXPIRED("form-expired", 400, Text.of("页面打开太久，表单已失效", "This form has expired")),
    INVALID_FIELDS("invalid-fields", 400, Text.of("填写有误", "Some fields are wrong")),
    NOT_SIGNED_IN("not-signed-in", 401, Text.of("请先登录", "Please sign in")),
    WRONG_CREDENTIALS("wrong-credentials", 401, Text.of("账号或密码不正确", "Wrong account or password")),
    NOT_ALLOWED("not-allowed", 403, Text.of("无权进行此操作", "Not allowed for your role")),
    NOT_FOUND("not-found", 404, Text.of("没有找到", "Not found")),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, Text.of("不支持此方法", "Method not allowed")),
    NOT_ACCEPTABLE("not-acceptable", 406, Text.of("不提供此格式", "Not available in that format")),
    CHANGED_MEANWHILE("changed-meanwhile", 409, Text.of("数据已被他人修改，请刷新后重试", "Changed by somebody else meanwhile")),
    SAME_KEY_OTHER_CONTENT(
            "same-key-other-content", 409, Text.of("同一编号的请求内容不同", "The same key was used with other content")),
    TOO_LARGE("too-large", 413, Text.of("内容过大", "Too large")),
    UNSUPPORTED_TYPE("unsupported-type", 415, Text.of("不支持此内容类型", "Content type not supported")),
    SHEET_REFUSED("sheet-refused", 400, Text.of("表格不能导入", "The table cannot be read")),
    FILE_REFUSED("file-refused", 415, Text.of("文件不能接收", "The file is not accepted")),
    TOO_MANY_REQUESTS("too-many-requests", 429, Text.of("请求过于频繁，请稍后再试", "Too many requests")),
    INTERNAL("internal", 500, Text.of("系统出错，请稍后再试", "Something went wrong on our side"));

    private final Meaning meaning;

    Refusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
