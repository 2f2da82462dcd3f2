package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;

/**
 * A SimpleEventQuery as SQL. Every parameter narrows the answer; one that is not understood refuses the query, because
 * an answer to another question than the one asked is worse than none.
 */
final class EventSearch {

    private static final int MOST_VALUES = 500;
    private static final int MOST_EVENTS = 100_000;

    /** In characters; a page ends before it, with a token for the rest. */
    private static final long LARGEST_PAGE = 16L * 1024 * 1024;

    private static final Map<String, List<String>> THINGS = Map.of(
            "MATCH_epc",
            List.of("epc", "child"),
            // not of the standard: any role at all, which is what /epcis/epcs/{epc}/events means
            "MATCH_any",
            List.of("epc", "class", "parent", "child", "childClass", "input", "inputClass", "output", "outputClass"),
            "MATCH_parentID",
            List.of("parent"),
            "MATCH_inputEPC",
            List.of("input"),
            "MATCH_outputEPC",
            List.of("output"),
            "MATCH_anyEPC",
            List.of("epc", "child", "parent", "input", "output"),
            "MATCH_epcClass",
            List.of("class", "childClass"),
            "MATCH_inputEPCClass",
            List.of("inputClass"),
            "MATCH_outputEPCClass",
            List.of("outputClass"),
            "MATCH_anyEPCClass",
            List.of("class", "childClass", "inputClass", "outputClass"));

    private static final Pattern COMPARED = Pattern.compile("(EQ|GT|GE|LT|LE)_(.+)");
    private static final Pattern REPORT_NUMBER =
            Pattern.compile("(value|minValue|maxValue|meanValue|sDev|percRank|percValue)(?:_([A-Z0-9]{2,4}))?");
    private static final Pattern QUANTITY = Pattern.compile("quantity(?:_([A-Z0-9]{2,4}))?");
    private static final Map<String, String> OPERATORS =
            Map.of("EQ", "=", "GT", ">", "GE", ">=", "LT", "<", "LE", "<=");
    private static final Set<String> REPORT_TEXTS = Set.of(
            "type",
            "exception",
            "component",
            "microorganism",
            "chemicalSubstance",
            "stringValue",
            "hexBinaryValue",
            "uriValue",
            "coordinateReferenceSystem");
    private static final Set<String> IN_BOTH =
            Set.of("deviceID", "dataProcessingMethod", "bizRules", "deviceMetadata", "rawData");
    private static final Map<String, String> SECTIONS = sections();

    /** The standard fields that are elements of vocabularies: the vocabulary, and the element in an event. */
    private static final Map<String, String> WITH_MASTER_DATA = Map.of(
            "bizStep", "BusinessStep v.element = e.biz_step",
            "disposition", "Disposition v.element = e.disposition",
            "readPoint", "ReadPoint v.element = e.read_point",
            "bizLocation", "BusinessLocation v.element = e.biz_location",
            "epcClass",
                    "EPCClass v.element in (select q.epc from epcis_event_epc q where q.seq = e.seq"
                            + " and q.role in ('class', 'childClass', 'inputClass', 'outputClass'))",
            "bizTransaction",
                    "BusinessTransaction v.element in (select q.id from epcis_event_ref q where q.seq = e.seq and q.kind = 'bizTransaction')",
            "source",
                    "SourceDest v.element in (select q.id from epcis_event_ref q where q.seq = e.seq and q.kind = 'source')",
            "destination",
                    "SourceDest v.element in (select q.id from epcis_event_ref q where q.seq = e.seq and q.kind = 'destination')");

    private final Namespaces namespaces;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final List<FieldError> errors = new ArrayList<>();
    private Optional<String> orderBy = Optional.empty();
    private boolean ascending;
    private Optional<Integer> countLimit = Optional.empty();
    private Optional<Integer> maxCount = Optional.empty();

    private EventSearch(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    static EventPage run(EventQuery query, EventStore store) {
        EventSearch search = new EventSearch(Namespaces.GS1.with(query.prefixes()));
        new TreeMap<>(query.parameters()).forEach(search::parameter);
        if (search.countLimit.isPresent() && search.maxCount.isPresent()) {
            search.wrong("maxEventCount", "与eventCountLimit不可同用 (not together with eventCountLimit)");
        }
        search.refuseWrong();
        return search.page(query, store);
    }

    private void refuseWrong() {
        if (!errors.isEmpty()) {
            throw new Refused(Refusal.QUERY_PARAMETER, "查询参数有误 (wrong query parameters)", errors);
        }
    }

    /** Checks a query that is to be kept for later. */
    static void check(EventQuery query) {
        EventSearch search = new EventSearch(Namespaces.GS1.with(query.prefixes()));
        query.parameters().forEach(search::parameter);
        search.refuseWrong();
    }

    /**
     * A place in the order of {@code (xact, seq)}, in which nothing is ever inserted before a settled event.
     *
     * @param xact number of the transaction, as PostgreSQL writes it
     */
    record Place(String xact, long seq) {}

    /**
     * What a subscription is told: events after one place and up to another, in their settled order.
     *
     * @param newsSince snapshot of the moment from which on events are news, else all are
     * @param since record time before which nothing is told
     */
    static List<CapturedEvent> between(
            EventQuery query,
            Place after,
            Place upTo,
            Optional<String> newsSince,
            Optional<Instant> since,
            int limit,
            EventStore store) {
        EventSearch search = new EventSearch(Namespaces.GS1.with(query.prefixes()));
        new TreeMap<>(query.parameters()).forEach(search::parameter);
        search.refuseWrong();
        List<Object> all = new ArrayList<>(search.arguments);
        String where = search.where() + " and (e.xact, e.seq) > (?::xid8, ?) and (e.xact, e.seq) <= (?::xid8, ?)";
        all.addAll(List.of(after.xact(), after.seq(), upTo.xact(), upTo.seq()));
        if (newsSince.isPresent()) {
            where += " and not pg_visible_in_snapshot(e.xact, ?::pg_snapshot)";
            all.add(newsSince.get());
        }
        if (since.isPresent()) {
            where += " and e.record_time >= ?";
            all.add(since.get());
        }
        all.add(limit);
        return store.read("where " + where + " order by e.xact, e.seq limit ?", all);
    }

    private EventPage page(EventQuery query, EventStore store) {
        if (maxCount.isPresent()) {
            List<Object> counted = new ArrayList<>(arguments);
            counted.add(maxCount.get() + 1);
            long count = store.count(
                    "select count(*) from (select 1 from epcis_event e where " + where() + " limit ?) x", counted);
            if (count > maxCount.get()) {
                throw new Refused(
                        Refusal.QUERY_TOO_LARGE,
                        "结果多于" + maxCount.get() + "个事件 (more than " + maxCount.get() + " events)");
            }
        }
        int remaining = countLimit.orElse(Integer.MAX_VALUE);
        String column = orderBy.map(o -> o.equals("eventTime") ? "e.event_time" : "e.record_time")
                .orElse("");
        String direction = ascending ? "asc" : "desc";
        List<Object> all = new ArrayList<>(arguments);
        String where = where();
        if (query.pageToken().isPresent()) {
            Token token = Token.read(query.pageToken().get());
            remaining = Math.min(remaining, token.remaining());
            if (token.at().isPresent() != orderBy.isPresent()) {
                throw Token.wrong();
            }
            String beyond = ascending ? ">" : "<";
            if (orderBy.isPresent()) {
                where += " and (" + column + ", e.seq) " + beyond + " (?, ?)";
                all.add(token.at().get());
            } else {
                where += " and e.seq > ?";
            }
            all.add(token.seq());
        }
        int size = Math.min(query.perPage(), remaining);
        String order = orderBy.isPresent()
                ? " order by " + column + " " + direction + ", e.seq " + direction
                : " order by e.seq asc";
        all.add(size + 1);
        EventStore.Slice found = store.slice("where " + where + order + " limit ?", all, LARGEST_PAGE);
        List<CapturedEvent> events = found.events();
        if (!found.cut() && events.size() <= size) {
            return new EventPage(List.copyOf(events), Optional.empty());
        }
        List<CapturedEvent> page = List.copyOf(events.subList(0, Math.min(size, events.size())));
        int left = remaining == Integer.MAX_VALUE ? remaining : remaining - page.size();
        if (left <= 0 || page.isEmpty()) {
            return new EventPage(page, Optional.empty());
        }
        CapturedEvent last = page.get(page.size() - 1);
        Optional<Instant> at =
                orderBy.map(o -> o.equals("eventTime") ? last.event().eventTime() : last.recordTime());
        return new EventPage(page, Optional.of(new Token(at, last.seq(), left).write()));
    }

    private String where() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private void parameter(String name, List<String> values) {
        if (values.size() > MOST_VALUES || values.stream().anyMatch(v -> v.length() > 2048)) {
            wrong(name, "值过多或过长 (at most " + MOST_VALUES + " values of 2048 characters)");
            return;
        }
        if (THINGS.containsKey(name)) {
            things(name, THINGS.get(name), values);
            return;
        }
        switch (name) {
            case "eventType" -> in("e.type", values);
            case "GE_eventTime" -> time("e.event_time >= ?", name, values);
            case "LT_eventTime" -> time("e.event_time < ?", name, values);
            case "GE_recordTime" -> time("e.record_time >= ?", name, values);
            case "LT_recordTime" -> time("e.record_time < ?", name, values);
            case "EQ_action" -> action(name, values);
            case "EQ_bizStep" -> in("e.biz_step", words(Vocabulary.BIZ_STEP, values));
            case "EQ_disposition" -> in("e.disposition", words(Vocabulary.DISPOSITION, values));
            case "EQ_persistentDisposition_set", "EQ_setPersistentDisposition", "EQ_set" -> persistent("set", values);
            case "EQ_persistentDisposition_unset", "EQ_unsetPersistentDisposition", "EQ_unset" ->
                persistent("unset", values);
            case "EQ_readPoint" -> in("e.read_point", canonical(values));
            case "EQ_bizLocation" -> in("e.biz_location", canonical(values));
            case "WD_readPoint" -> within("e.read_point", "ReadPoint", values);
            case "WD_bizLocation" -> within("e.biz_location", "BusinessLocation", values);
            case "EQ_transformationID" -> in("e.transformation_id", canonical(values));
            case "EQ_eventID" -> in("e.event_id", values);
            case "EXISTS_errorDeclaration" -> conditions.add("e.is_declaration");
            case "GE_errorDeclaration_Time", "GE_errorDeclarationTime" ->
                time("e.error_declared_at >= ?", name, values);
            case "LT_errorDeclaration_Time", "LT_errorDeclarationTime" -> time("e.error_declared_at < ?", name, values);
            case "EQ_errorReason" -> in("e.error_reason", words(Vocabulary.ERROR_REASON, values));
            case "EQ_correctiveEventID" -> reference("corrective", "", values);
            case "GE_startTime", "LT_startTime", "GE_endTime", "LT_endTime", "GE_time", "LT_time" ->
                sensorTime(name, values);
            case "orderBy" -> orderBy(values);
            case "orderDirection" -> direction(values);
            case "eventCountLimit" -> countLimit = Optional.ofNullable(count(name, values));
            case "maxEventCount" -> maxCount = Optional.ofNullable(count(name, values));
            default -> composed(name, values);
        }
    }

    private void composed(String name, List<String> values) {
        if (name.startsWith("EQ_bizTransaction_")) {
            reference(
                    "bizTransaction", type(Vocabulary.BIZ_TRANSACTION, name, "EQ_bizTransaction_"), canonical(values));
        } else if (name.startsWith("EQ_source_")) {
            reference("source", type(Vocabulary.SOURCE_DESTINATION, name, "EQ_source_"), canonical(values));
        } else if (name.startsWith("EQ_destination_")) {
            reference("destination", type(Vocabulary.SOURCE_DESTINATION, name, "EQ_destination_"), canonical(values));
        } else if (name.equals("EXISTS_sensorElementList")) {
            conditions.add("jsonb_exists(e.body, 'sensorElementList')");
        } else if (name.startsWith("EXISTS_")) {
            exists(name, name.substring("EXISTS_".length()));
        } else if (name.startsWith("HASATTR_")) {
            hasAttribute(name, name.substring("HASATTR_".length()), values);
        } else if (name.startsWith("EQATTR_") || name.startsWith("EQ_ATTR_")) {
            equalAttribute(name, name.replaceFirst("^EQ_?ATTR_", ""), values);
        } else {
            Matcher compared = COMPARED.matcher(name);
            if (!compared.matches()) {
                wrong(name, "未知参数 (unknown parameter)");
            } else {
                compared(name, compared.group(1), compared.group(2), values);
            }
        }
    }

    private void compared(String name, String operator, String field, List<String> values) {
        Matcher number = REPORT_NUMBER.matcher(field);
        Matcher quantity = QUANTITY.matcher(field);
        if (quantity.matches()) {
            compareNumber(name, operator, values).ifPresent(comparison -> {
                boolean withUnit = quantity.group(1) != null;
                conditions.add("exists (select 1 from epcis_event_epc q where q.seq = e.seq and q.quantity "
                        + comparison + (withUnit ? " and q.uom = ?" : "") + ")");
                arguments.add(numbers(values));
                if (withUnit) {
                    arguments.add(quantity.group(1));
                }
            });
        } else if (number.matches()) {
            compareNumber(name, operator, values).ifPresent(comparison -> {
                boolean withUnit = number.group(2) != null;
                conditions.add(inReports("jsonb_typeof(r -> ?) = 'number' and (r ->> ?)::numeric " + comparison
                        + (withUnit ? " and r ->> 'uom' = ?" : "")));
                arguments.addAll(List.of(number.group(1), number.group(1), numbers(values)));
                if (withUnit) {
                    arguments.add(number.group(2));
                }
            });
        } else if (operator.equals("EQ") && field.equals("booleanValue")) {
            conditions.add(inReports("(r -> 'booleanValue')::text = any (?)"));
            arguments.add(values);
        } else if (operator.equals("EQ") && (REPORT_TEXTS.contains(field) || IN_BOTH.contains(field))) {
            List<String> wanted = new ArrayList<>(values);
            wanted.addAll(canonical(values));
            for (Vocabulary v : List.of(Vocabulary.MEASUREMENT, Vocabulary.EXCEPTION, Vocabulary.COMPONENT)) {
                values.forEach(x -> wanted.add(v.compact(x, namespaces)));
            }
            String both = IN_BOTH.contains(field) ? " or s -> 'sensorMetadata' ->> ? = any (?)" : "";
            conditions.add(inReports("(r ->> ? = any (?)" + both + ")"));
            arguments.addAll(List.of(field, wanted));
            if (IN_BOTH.contains(field)) {
                arguments.addAll(List.of(field, wanted));
            }
        } else {
            extension(name, operator, field, values);
        }
    }

    private static String inReports(String condition) {
        return "exists (select 1 from jsonb_array_elements(e.body -> 'sensorElementList') s,"
                + " jsonb_array_elements(s -> 'sensorReport') r where " + condition + ")";
    }

    /** {@code EQ_[INNER_][SECTION_]prefix:name} */
    private void extension(String name, String operator, String rest, List<String> values) {
        Optional<Field> field = field(name, rest);
        if (field.isEmpty()) {
            return;
        }
        ObjectNode variables = Json.object();
        List<String> alternatives = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            Optional<BigDecimal> number = decimal(value);
            String jsonOperator = operator.equals("EQ") ? "==" : OPERATORS.get(operator);
            if (number.isPresent()) {
                variables.put("n" + i, number.get());
                alternatives.add("@.double() " + jsonOperator + " $n" + i);
            }
            if (number.isEmpty() || operator.equals("EQ")) {
                variables.put("s" + i, field.get().raw() ? value : Extensions.comparable(value));
                alternatives.add("@ " + jsonOperator + " $s" + i);
            }
            if (operator.equals("EQ") && (value.equals("true") || value.equals("false"))) {
                alternatives.add("@ == " + value);
            }
        }
        conditions.add("jsonb_path_exists(" + field.get().source() + ", ?::jsonpath, ?::jsonb, true)");
        arguments.add(field.get().path() + " ? (" + String.join(" || ", alternatives) + ")");
        arguments.add(variables);
    }

    private void exists(String name, String rest) {
        field(name, rest).ifPresent(f -> {
            conditions.add("jsonb_path_exists(" + f.source() + ", ?::jsonpath)");
            arguments.add(f.path());
        });
    }

    /**
     * Where an extension field is: a jsonb expression, and the JSON path from there.
     *
     * @param raw whether texts are as the sender wrote them, times not in one form
     */
    private record Field(String source, String path, boolean raw) {}

    private Optional<Field> field(String name, String rest) {
        String key = rest;
        boolean inner = key.startsWith("INNER_");
        if (inner) {
            key = key.substring("INNER_".length());
        }
        String section = "event";
        for (Map.Entry<String, String> s : SECTIONS.entrySet()) {
            if (key.startsWith(s.getKey() + "_")) {
                section = s.getValue();
                key = key.substring(s.getKey().length() + 1);
                break;
            }
        }
        key = key.replaceFirst("^\\{?(https?://[^}]*|urn:[^}]*)\\}", "$1")
                .replaceFirst("^(https?://[^#]+/)#(.+)$", "$1$2");
        if (key.indexOf(':') < 1 || key.length() > 500) {
            wrong(name, "未知参数；扩展字段须带命名空间 (unknown parameter; an extension field needs its namespace)");
            return Optional.empty();
        }
        Optional<Namespaces.Name> known = namespaces.name(key);
        String quoted = Json.write(TextNode.valueOf(known.isPresent() ? Extensions.key(key, namespaces) : key));
        // A prefix that the query does not declare is taken as the one the sender of the event used.
        if (known.isEmpty()) {
            String source = section.equals("event") ? "e.body" : "e.body -> '" + section + "'";
            return Optional.of(new Field(source, (inner ? "$.*.**." : "$.") + quoted, true));
        }
        return Optional.of(new Field("e.extensions -> '" + section + "'", (inner ? "$.*.**." : "$.") + quoted, false));
    }

    private void things(String name, List<String> roles, List<String> values) {
        List<String> exact = new ArrayList<>();
        List<String> alternatives = new ArrayList<>();
        List<Object> bound = new ArrayList<>();
        for (String value : values) {
            if (value.startsWith("urn:epc:idpat:") && value.contains("*")) {
                List<String> beginnings = EpcUri.beginnings(value);
                if (beginnings.isEmpty()) {
                    wrong(name, "不支持此标识模式 (this pattern of identifiers is not supported): " + value);
                }
                EpcUri.parse(value).ifPresent(p -> exact.add(p.toString()));
                beginnings.forEach(beginning -> {
                    alternatives.add("starts_with(t.epc, ?)");
                    bound.add(beginning);
                });
            } else {
                exact.add(EpcUri.canonical(value));
            }
        }
        String match = "t.epc = any (?)" + (alternatives.isEmpty() ? "" : " or " + String.join(" or ", alternatives));
        conditions.add("e.seq in (select t.seq from epcis_event_epc t where (" + match + ") and t.role = any (?))");
        arguments.add(exact);
        arguments.addAll(bound);
        arguments.add(roles);
    }

    private void in(String column, List<String> values) {
        conditions.add(column + " = any (?)");
        arguments.add(values);
    }

    private void action(String name, List<String> values) {
        if (!Set.of("ADD", "OBSERVE", "DELETE").containsAll(values)) {
            wrong(name, "ADD, OBSERVE, DELETE");
        }
        in("e.action", values);
    }

    // What lies in a place: parts that its number tells (the same GLN with an extension), and what master data calls
    // its
    // children, to any depth.
    private void within(String column, String vocabulary, List<String> values) {
        List<String> places = canonical(values);
        List<String> parts = new ArrayList<>();
        parts.add(column + """
                 in (with recursive inside (place) as (
                    select unnest(?::text[])
                    union
                    select c.child from inside i join epcis_vocabulary_element v on v.element = i.place
                    join epcis_vocabulary_child c on c.element_id = v.id where v.type like '%' || ?
                ) select place from inside)
                """);
        arguments.add(places);
        arguments.add(vocabulary);
        for (String place : places) {
            parts.add("starts_with(" + column + ", ?)");
            arguments.add(place + "/254/");
        }
        conditions.add("(" + String.join(" or ", parts) + ")");
    }

    /** {@code HASATTR_field=name}: master data of the field's value has an attribute of that name. */
    private void hasAttribute(String name, String field, List<String> names) {
        ofMasterData(name, field, "a.name = any (?)");
        arguments.add(attributes(names));
    }

    /** {@code EQATTR_field_name=value} */
    private void equalAttribute(String name, String rest, List<String> values) {
        int underscore = rest.indexOf('_');
        if (underscore < 1 || underscore == rest.length() - 1) {
            wrong(name, "EQATTR_{字段field}_{属性attribute}");
            return;
        }
        ofMasterData(name, rest.substring(0, underscore), "a.name = any (?) and a.value = any (?)");
        arguments.add(attributes(List.of(rest.substring(underscore + 1))));
        arguments.add(values);
    }

    private void ofMasterData(String name, String field, String condition) {
        String where = WITH_MASTER_DATA.get(field);
        if (where == null) {
            wrong(name, "有主数据的字段 (fields with master data): " + new TreeSet<>(WITH_MASTER_DATA.keySet()));
            return;
        }
        int blank = where.indexOf(' ');
        conditions.add("exists (select 1 from epcis_vocabulary_element v join epcis_vocabulary_attribute a"
                + " on a.element_id = v.id where (v.type like '%" + where.substring(0, blank) + "' or v.type like '%"
                + where.substring(0, blank) + "ID') and " + where.substring(blank + 1) + " and " + condition + ")");
    }

    /** A name may come as a CURIE, as it is in JSON, or in full. */
    private List<String> attributes(List<String> names) {
        List<String> all = new ArrayList<>(names);
        names.forEach(n -> all.add(namespaces.expand(n)));
        return all.stream().distinct().toList();
    }

    private void persistent(String which, List<String> values) {
        conditions.add("jsonb_exists_any(e.body -> 'persistentDisposition' -> '" + which + "', ?)");
        arguments.add(values.stream()
                .map(v -> Vocabulary.DISPOSITION.compact(v, namespaces))
                .toList());
    }

    private void reference(String kind, String type, List<String> ids) {
        conditions.add(
                "e.seq in (select r.seq from epcis_event_ref r where r.id = any (?) and r.kind = ? and r.type = ?)");
        arguments.addAll(List.of(ids, kind, type));
    }

    private String type(Vocabulary vocabulary, String name, String prefix) {
        return namespaces.expand(vocabulary.compact(name.substring(prefix.length()), namespaces));
    }

    private void sensorTime(String name, List<String> values) {
        String field = name.substring(3);
        String beyond = name.startsWith("GE") ? ">=" : "<";
        String inMetadata = "exists (select 1 from jsonb_array_elements(e.body -> 'sensorElementList') s where"
                + " (s -> 'sensorMetadata' ->> '" + field + "')::timestamptz " + beyond + " ?)";
        if (!field.equals("time")) {
            time(inMetadata, name, values);
        } else if (time(
                "(" + inMetadata + " or " + inReports("(r ->> 'time')::timestamptz " + beyond + " ?") + ")",
                name,
                values)) {
            arguments.add(arguments.get(arguments.size() - 1));
        }
    }

    private boolean time(String condition, String name, List<String> values) {
        try {
            if (values.size() != 1) {
                throw new DateTimeException("one value");
            }
            // a plus sign that was not escaped arrives as a blank
            arguments.add(EventHash.parseTime(values.get(0).replace(' ', '+')).toInstant());
            conditions.add(condition);
            return true;
        } catch (DateTimeException e) {
            wrong(name, "须为带时区的日期时间 (a date and time with its offset, ISO 8601)");
            return false;
        }
    }

    private List<String> words(Vocabulary vocabulary, List<String> values) {
        return values.stream()
                .map(v -> namespaces.expand(vocabulary.compact(v, namespaces)))
                .toList();
    }

    private static List<String> canonical(List<String> values) {
        return values.stream().map(EpcUri::canonical).toList();
    }

    private void orderBy(List<String> values) {
        if (values.size() == 1
                && (values.get(0).equals("eventTime") || values.get(0).equals("recordTime"))) {
            orderBy = Optional.of(values.get(0));
        } else {
            wrong("orderBy", "eventTime, recordTime");
        }
    }

    private void direction(List<String> values) {
        if (values.equals(List.of("ASC")) || values.equals(List.of("DESC"))) {
            ascending = values.get(0).equals("ASC");
        } else {
            wrong("orderDirection", "ASC, DESC");
        }
    }

    private Integer count(String name, List<String> values) {
        if (values.size() == 1 && values.get(0).matches("\\d{1,6}")) {
            int n = Integer.parseInt(values.get(0));
            if (n >= 1 && n <= MOST_EVENTS) {
                return n;
            }
        }
        wrong(name, "1–" + MOST_EVENTS);
        return null;
    }

    /** The comparison with a bound list of numbers: of several values any may be equal, but only one can be a bound. */
    private Optional<String> compareNumber(String name, String operator, List<String> values) {
        boolean all = values.stream().allMatch(v -> decimal(v).isPresent());
        if (!all || values.isEmpty() || (values.size() > 1 && !operator.equals("EQ"))) {
            wrong(name, "须为数字 (one number; several only with EQ_)");
            return Optional.empty();
        }
        return Optional.of(OPERATORS.get(operator) + " any (?::numeric[])");
    }

    private static List<String> numbers(List<String> values) {
        return values.stream()
                .map(v -> decimal(v).orElseThrow().toPlainString())
                .toList();
    }

    private static Optional<BigDecimal> decimal(String text) {
        return text.length() <= Json.LONGEST_NUMBER && text.matches("[+-]?\\d+(\\.\\d+)?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private void wrong(String parameter, String detail) {
        errors.add(new FieldError(parameter, detail));
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new TreeMap<>();
        sections.put("ILMD", "ilmd");
        sections.put("ERROR_DECLARATION", "errorDeclaration");
        sections.put("SENSORELEMENT", "sensorElement");
        sections.put("SENSORMETADATA", "sensorMetadata");
        sections.put("SENSORREPORT", "sensorReport");
        sections.put("readPoint", "readPoint");
        sections.put("bizLocation", "bizLocation");
        return sections;
    }

    /** Where the next page begins: after the last event of this one, so that events that come in meanwhile shift nothing. */
    private record Token(Optional<Instant> at, long seq, int remaining) {

        String write() {
            String text = at.map(Instant::toString).orElse("") + "|" + seq + "|" + remaining;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Token read(String token) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\\|", -1);
                if (parts.length != 3) {
                    throw wrong();
                }
                Token read = new Token(
                        parts[0].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(parts[0])),
                        Long.parseLong(parts[1]),
                        Integer.parseInt(parts[2]));
                if (read.seq() < 0 || read.remaining() < 1) {
                    throw wrong();
                }
                return read;
            } catch (IllegalArgumentException | DateTimeException e) {
                throw wrong();
            }
        }

        static Refused wrong() {
            return new Refused(
                    Refusal.QUERY_PARAMETER,
                    "nextPageToken无效 (this nextPageToken is not valid for this query)",
                    Arrays.asList(new FieldError("nextPageToken", "")));
        }
    }
}
