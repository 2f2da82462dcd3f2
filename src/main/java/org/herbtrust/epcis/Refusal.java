package org.herbtrust.epcis;

import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;

/** What the repository refuses; the codes follow the exceptions of the standard. */
enum Refusal implements Refused.Reason {
    UNREADABLE("malformed-document", 400, Text.of("文档无法读取", "The document cannot be read")),
    INVALID("validation-exception", 400, Text.of("事件不符合EPCIS 2.0", "Not valid EPCIS 2.0 (ValidationException)")),
    TOO_LARGE(
            "capture-limit-exceeded", 413, Text.of("超出采集限制", "Capture limit exceeded (CaptureLimitExceededException)")),
    EVENT_ID_TAKEN("event-id-taken", 409, Text.of("该eventID已用于另一事件", "This eventID names another event")),
    DECLARED_ALREADY("declared-already", 409, Text.of("该事件已声明错误", "Declared erroneous already")),
    QUERY_PARAMETER(
            "query-parameter-exception", 400, Text.of("查询参数有误", "Wrong query parameter (QueryParameterException)")),
    QUERY_TOO_LARGE("query-too-large-exception", 413, Text.of("查询结果过多", "Too many results (QueryTooLargeException)")),
    QUERY_TOO_COMPLEX(
            "query-too-complex-exception",
            413,
            Text.of("查询过于复杂", "The query takes too long (QueryTooComplexException)")),
    NO_SUCH_RESOURCE("no-such-resource-exception", 404, Text.of("没有该资源", "No such resource (NoSuchResourceException)")),
    NO_SUCH_NAME("no-such-name-exception", 404, Text.of("没有该查询", "No such query (NoSuchNameException)")),
    DUPLICATE_NAME(
            "duplicate-name-exception", 409, Text.of("查询名称已存在", "The query's name is taken (DuplicateNameException)")),
    NOT_YOURS("not-yours", 403, Text.of("不属于您的账号", "Belongs to another account")),
    SUBSCRIPTION(
            "subscription-controls-exception",
            400,
            Text.of("订阅参数有误", "Wrong subscription (SubscriptionControlsException)")),
    DESTINATION(
            "invalid-destination", 400, Text.of("不可发往该地址", "This destination is not allowed (InvalidURIException)")),
    BUSY("capture-busy", 503, Text.of("采集繁忙", "Busy capturing; try again later")),
    UNSUPPORTED_VERSION("unsupported-version", 406, Text.of("不支持该版本", "Version or format not supported"));

    private final Meaning meaning;

    Refusal(String code, int status, Text title) {
        this.meaning = new Meaning(code, status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
