package org.herbtrust.casework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Effect;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.Period;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.FindingClass;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.DatedFile;

/** Reads the procedures; a malformed file is refused with its line and the reason. */
final class CasebookFile {

    /** What a document may name besides the days of moves. */
    static final Set<String> FIELDS = Set.of(
            "procedure",
            "case",
            "merchant",
            "merchantId",
            "uscc",
            "stall",
            "scope",
            "commitment",
            "facts",
            "ground",
            "basis",
            "application",
            "against",
            "evidence",
            "checks",
            "checkline",
            "opener",
            "actor",
            "day",
            "appointed",
            "ends",
            "note",
            "visit",
            "outcome",
            "statement",
            "reasons",
            "measure",
            "decision",
            "publication",
            "proposer",
            "confirmer");

    /** The last day of a move, its first, or the day before its first: {@code {until:ASK_HEARING}}. */
    static final Set<String> DAYS = Set.of("until", "from", "before");

    static final Pattern FIELD = Pattern.compile("\\{(\\w+)(?::(\\w+))?}");

    private static final Set<String> MOVES =
            Arrays.stream(Move.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /** Nothing that decides over anybody is done by a machine. */
    private static final Set<Move> MAY_BE_AUTOMATIC = EnumSet.of(Move.MARK, Move.REMIND, Move.END_TERM);

    private CasebookFile() {}

    static Casebook read(String name, byte[] bytes) {
        DatedFile file = new DatedFile(name, bytes);
        DatedFile.Row root = file.root();
        DatedFile.Row publication = root.row("publication");
        Period publishWithin =
                new Period(publication.integer("days", 0, 365), publication.oneOf("unit", Period.Unit.class));
        publication.string("basis");
        publication.string("verified");
        publication.nothingElse();
        Casebook book = new Casebook(
                root.string("version"),
                file.sha256(),
                root.day("validFrom"),
                root.optionalDay("validTo"),
                publishWithin,
                directAdmission(root.row("directAdmission")),
                repairAfter(root.row("repairAfter")),
                grounds(root),
                procedures(root),
                papers(root));
        for (Casebook.Procedure procedure : book.procedures().values()) {
            for (String paper : papersOf(procedure)) {
                if (!book.papers().containsKey(paper)) {
                    throw root.wrong("no document is called " + paper);
                }
            }
        }
        root.nothingElse();
        return book;
    }

    private static List<String> papersOf(Casebook.Procedure procedure) {
        List<String> papers = new ArrayList<>(
                procedure.steps().stream().map(Casebook.Step::paper).toList());
        papers.add(procedure.openingPaper());
        return papers;
    }

    private static Casebook.DirectAdmission directAdmission(DatedFile.Row row) {
        Casebook.DirectAdmission direct =
                new Casebook.DirectAdmission(row.day("validFrom"), row.optionalDay("validTo"), row.string("basis"));
        row.string("verified");
        row.nothingElse();
        return direct;
    }

    private static Map<DisplayClass, Integer> repairAfter(DatedFile.Row row) {
        Map<DisplayClass, Integer> months = new EnumMap<>(DisplayClass.class);
        for (DisplayClass kind : DisplayClass.values()) {
            months.put(kind, row.integer(kind.name(), 0, 120));
        }
        row.string("basis");
        row.string("verified");
        row.nothingElse();
        return months;
    }

    private static List<Casebook.Ground> grounds(DatedFile.Row root) {
        List<Casebook.Ground> grounds = new ArrayList<>();
        for (DatedFile.Row row : root.rows("grounds")) {
            Optional<Casebook.When> when = Optional.empty();
            if (row.has("when")) {
                DatedFile.Row w = row.row("when");
                when = Optional.of(new Casebook.When(
                        EnumSet.copyOf(w.listOf("types", FactType.class)),
                        w.optionalOneOf("atLeast", FindingClass.class),
                        w.integer("count", 1, 100),
                        w.integer("windowMonths", 1, 600)));
                w.nothingElse();
            }
            grounds.add(new Casebook.Ground(
                    row.string("id"),
                    EnumSet.copyOf(row.listOf("procedures", ProcedureKind.class)),
                    row.day("validFrom"),
                    row.optionalDay("validTo"),
                    row.text("text"),
                    row.string("basis"),
                    row.string("verified"),
                    when));
            row.nothingElse();
        }
        return grounds;
    }

    private static Map<ProcedureKind, Casebook.Procedure> procedures(DatedFile.Row root) {
        Map<String, List<Casebook.Step>> tables = new HashMap<>();
        DatedFile.Row moves = root.row("moves");
        for (String table : moves.names()) {
            tables.put(table, steps(moves.rows(table)));
        }
        Map<ProcedureKind, Casebook.Procedure> procedures = new EnumMap<>(ProcedureKind.class);
        for (DatedFile.Row row : root.rows("procedures")) {
            ProcedureKind kind = row.oneOf("id", ProcedureKind.class);
            Optional<Casebook.Term> term = Optional.empty();
            if (row.has("term")) {
                DatedFile.Row t = row.row("term");
                term = Optional.of(new Casebook.Term(
                        t.integer("usualMonths", 1, 600),
                        t.integer("leastMonths", 1, 600),
                        t.integer("mostMonths", 1, 600),
                        t.integer("repairMonths", 0, 600)));
                t.nothingElse();
            }
            String table = row.string("moves");
            if (!tables.containsKey(table)) {
                throw row.wrong("no table of moves is called " + table);
            }
            Casebook.Procedure procedure = new Casebook.Procedure(
                    kind,
                    row.text("title"),
                    row.string("series"),
                    EnumSet.copyOf(row.listOf("openBy", Role.class)),
                    row.string("opening"),
                    row.oneOf("effect", Effect.class),
                    term,
                    row.text("measure"),
                    row.has("refusal") ? Optional.of(row.text("refusal")) : Optional.empty(),
                    tables.get(table));
            row.nothingElse();
            if (procedures.put(kind, procedure) != null) {
                throw row.wrong(kind + " is given twice");
            }
        }
        for (ProcedureKind kind : ProcedureKind.values()) {
            if (!procedures.containsKey(kind)) {
                throw root.wrong("procedure " + kind + " is missing");
            }
        }
        return procedures;
    }

    private static List<Casebook.Step> steps(List<DatedFile.Row> rows) {
        List<Casebook.Step> steps = new ArrayList<>();
        Set<Move> seen = EnumSet.noneOf(Move.class);
        for (DatedFile.Row row : rows) {
            Move move = row.oneOf("move", Move.class);
            if (!seen.add(move)) {
                throw row.wrong(move + " is given twice");
            }
            List<Move> other = row.has("otherPersonThan") ? row.listOf("otherPersonThan", Move.class) : List.of();
            if (move == Move.CONFIRM_DECISION && !other.contains(Move.PROPOSE_DECISION)) {
                throw row.wrong(
                        "nothing is decided by one person alone: CONFIRM_DECISION needs otherPersonThan: [PROPOSE_DECISION]");
            }
            boolean automatic = row.flag("automatic", false);
            if (automatic && !MAY_BE_AUTOMATIC.contains(move)) {
                throw row.wrong(move + " is for people: only " + MAY_BE_AUTOMATIC + " may be automatic");
            }
            steps.add(new Casebook.Step(
                    move,
                    EnumSet.copyOf(row.listOf("from", CaseState.class)),
                    row.optionalOneOf("to", CaseState.class),
                    EnumSet.copyOf(row.listOf("by", Role.class)),
                    row.has("within") ? Optional.of(period(row.row("within"), true)) : Optional.empty(),
                    row.has("notBefore") ? Optional.of(after(row.row("notBefore"))) : Optional.empty(),
                    row.has("notAfter") ? Optional.of(after(row.row("notAfter"))) : Optional.empty(),
                    row.has("before") ? Optional.of(after(row.row("before"))) : Optional.empty(),
                    other,
                    row.has("needs") ? row.listOf("needs", EvidenceKind.class) : List.of(),
                    row.optionalOneOf("grantNeeds", Move.class),
                    row.optionalOneOf("undoes", Move.class),
                    row.flag("onceOnly", false),
                    automatic,
                    row.optionalOneOf("appoints", Move.class),
                    row.flag("appointed", false),
                    row.optionalOneOf("effect", Effect.class).orElse(Effect.NONE),
                    row.string("document"),
                    row.text("text"),
                    row.string("basis"),
                    row.string("verified")));
            row.nothingElse();
        }
        return steps;
    }

    private static Period period(DatedFile.Row row, boolean alone) {
        Period period = new Period(row.integer("days", 0, 1000), row.oneOf("unit", Period.Unit.class));
        if (alone) {
            row.nothingElse();
        }
        return period;
    }

    private static Casebook.After after(DatedFile.Row row) {
        Casebook.After after = new Casebook.After(
                row.oneOf("after", Move.class), period(row, false), row.optionalOneOf("unless", Move.class));
        row.nothingElse();
        return after;
    }

    private static Map<String, Casebook.Paper> papers(DatedFile.Row root) {
        Map<String, Casebook.Paper> papers = new HashMap<>();
        for (DatedFile.Row row : root.rows("documents")) {
            Casebook.Paper paper = new Casebook.Paper(
                    row.string("id"),
                    row.string("title"),
                    row.optional("suffix").orElse(""),
                    row.oneOf("audience", Casebook.Audience.class),
                    row.flag("addressed", false),
                    row.string("body"));
            row.nothingElse();
            if (!paper.id().matches("[A-Z_]{1,40}")) {
                throw row.wrong("a document's id is of capital letters: " + paper.id());
            }
            checkFields(row, paper.title());
            checkFields(row, paper.body());
            if (papers.put(paper.id(), paper) != null) {
                throw row.wrong(paper.id() + " is given twice");
            }
        }
        return papers;
    }

    private static void checkFields(DatedFile.Row row, String template) {
        Matcher fields = FIELD.matcher(template);
        while (fields.find()) {
            boolean known = fields.group(2) == null
                    ? FIELDS.contains(fields.group(1))
                    : DAYS.contains(fields.group(1)) && MOVES.contains(fields.group(2));
            if (!known) {
                throw row.wrong("a field that nothing fills: " + fields.group());
            }
        }
    }
}
