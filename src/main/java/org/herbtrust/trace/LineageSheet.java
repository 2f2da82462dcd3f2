package org.herbtrust.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EpcisEvent.Action;
import org.herbtrust.epcis.EpcisEvent.ClassQuantity;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Quantity;

/**
 * A lineage as a flat table for auditors, a row for each thing of each event: critical tracking events with their key data
 * elements, in the way of GDST and of the FDA's traceability lists.
 */
final class LineageSheet {

    private static final List<String> HEADER = List.of(
            "事件编号 event_id",
            "关键追溯事件 cte",
            "时间 event_time",
            "登记时间 record_time",
            "已声明错误 declared_wrong",
            "登记人 party",
            "地点 location_gln",
            "业务步骤 biz_step",
            "状态 disposition",
            "角色 role",
            "批次号 lot",
            "标识 identifier",
            "品种 product",
            "形态 form",
            "数量 quantity",
            "单位 uom",
            "上级容器 parent",
            "卖方 source",
            "买方 destination",
            "产地 origin",
            "采收日期 harvest_date",
            "加工方法 process",
            "证明文件 document");

    private final Map<String, LineageWalk.Lot> lots;
    private final Function<EpcisEvent, String> party;
    private final List<List<String>> rows = new ArrayList<>(List.of(HEADER));

    /** @param party name of whose event it is */
    LineageSheet(Map<String, LineageWalk.Lot> lots, Function<EpcisEvent, String> party) {
        this.lots = lots;
        this.party = party;
    }

    List<List<String>> rows() {
        return rows;
    }

    void add(CapturedEvent captured, boolean declaredWrong) {
        EpcisEvent event = captured.event();
        boolean aggregation =
                event.type() == EpcisEvent.Type.AggregationEvent || event.type() == EpcisEvent.Type.AssociationEvent;
        event.parentId().ifPresent(parent -> row(captured, declaredWrong, "parent", parent, Optional.empty()));
        things(captured, declaredWrong, aggregation ? "child" : "object", event.epcs(), event.quantities());
        things(captured, declaredWrong, "input", event.inputEpcs(), event.inputQuantities());
        things(captured, declaredWrong, "output", event.outputEpcs(), event.outputQuantities());
    }

    private void things(
            CapturedEvent captured, boolean wrong, String role, List<String> epcs, List<ClassQuantity> quantities) {
        epcs.forEach(epc -> row(captured, wrong, role, epc, Optional.empty()));
        quantities.forEach(what -> row(captured, wrong, role, what.epcClass(), what.quantity()));
    }

    private void row(CapturedEvent captured, boolean wrong, String role, String thing, Optional<Quantity> quantity) {
        EpcisEvent event = captured.event();
        Optional<LineageWalk.Lot> lot = Optional.ofNullable(lots.get(thing));
        JsonNode ilmd = event.body().path("ilmd");
        Optional<Quantity> mass = quantity.filter(Quantity::isMass);
        rows.add(List.of(
                event.eventId(),
                cte(event),
                OffsetDateTime.ofInstant(event.eventTime(), event.eventTimeZoneOffset())
                        .toString(),
                captured.recordTime().toString(),
                wrong ? "true" : "",
                party.apply(event),
                event.bizLocation()
                        .or(event::readPoint)
                        .flatMap(LineageSheet::gln)
                        .orElse(""),
                event.bizStep().orElse(""),
                event.disposition().orElse(""),
                role,
                lot.map(l -> l.code().value()).orElse(""),
                thing,
                lot.flatMap(LineageWalk.Lot::material).map(Object::toString).orElse(""),
                lot.map(l -> l.form().word()).orElse(""),
                mass.map(Quantity::kilograms)
                        .map(Kilograms::toString)
                        .or(() -> quantity.map(q -> q.amount().toPlainString()))
                        .orElse(""),
                mass.map(q -> "KGM").or(() -> quantity.map(Quantity::uom)).orElse(""),
                event.parentId().orElse(""),
                EpcisEvent.of(event.sources(), "owning_party").orElse(""),
                EpcisEvent.of(event.destinations(), "owning_party").orElse(""),
                lot.flatMap(LineageWalk.Lot::origin).map(Object::toString).orElse(""),
                lot.flatMap(LineageWalk.Lot::harvestedOn).map(Object::toString).orElse(""),
                event.body().path("tcm:process").asText(""),
                ilmd.path("tcm:document").asText("")));
    }

    private static Optional<String> gln(String place) {
        return Effects.gln(place, "https://id.gs1.org/414/")
                .map(Object::toString)
                .or(() -> Optional.of(place));
    }

    /** The tracking event in the words of the traceability lists. */
    static String cte(EpcisEvent event) {
        String step = event.bizStep().orElse("");
        Optional<Action> action = event.action();
        return switch (event.type()) {
            case TransformationEvent -> "transformation";
            case AggregationEvent ->
                action.filter(a -> a == Action.DELETE).isPresent() ? "disaggregation" : "aggregation";
            case ObjectEvent -> {
                if (action.filter(a -> a == Action.DELETE).isPresent()) {
                    yield "destruction";
                }
                if (action.filter(a -> a == Action.ADD).isPresent()) {
                    boolean untraced =
                            event.body().path("ilmd").path("tcm:untraced").asBoolean(false);
                    yield untraced ? "first receiving" : "harvesting";
                }
                yield step.equals("retail_selling") ? "sale" : step.isEmpty() ? "observation" : step;
            }
            case TransactionEvent -> "transaction";
            case AssociationEvent -> "association";
        };
    }
}
