package org.herbtrust.inspection.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * 双随机: merchants drawn at random within their strata, and inspectors drawn at random for each of them. A function of the
 * frozen roster, the seed and the witness's words: anybody who has them gets the same list.
 *
 * <ol>
 *   <li>Strata in the order of their names. Of each, the quota is drawn from its merchants in the order of their ids, by
 *       Fisher–Yates on the stream {@code merchants/NAME}.
 *   <li>For each drawn merchant, in that order, all inspectors are shuffled on the stream {@code inspectors/ID}: the order in
 *       which they are asked.
 *   <li>Seats are filled merchant by merchant, seat by seat: the first inspector asked who has no conflict, isn't in the team
 *       already and has a visit left takes it. If all of those are full, the visits of the first one asked are looked at in
 *       the order in which they were given, and one moves on to the next inspector in its own order, if need be over
 *       several visits (the shortest such way, in order of asking). So a seat stays empty only if nothing could fill it.
 * </ol>
 */
public final class Draw {

    /** Names the procedure: another one gets another name, and old draws stay what they were. */
    public static final String ALGORITHM = "herbtrust-draw-1";

    private Draw() {}

    /**
     * One visit to make.
     *
     * @param inspectors in the order of their seats; fewer than the team where nobody could be found
     */
    public record Drawn(String stratum, String merchant, List<String> inspectors) {
        public Drawn {
            inspectors = List.copyOf(inspectors);
        }

        /** As lists and the command write it. */
        public String line() {
            return stratum + " " + merchant + " " + (inspectors.isEmpty() ? "-" : String.join(" ", inspectors));
        }
    }

    /** @param witness what somebody else adds after the roster was frozen; may be empty */
    public static List<Drawn> of(DrawRoster roster, byte[] seed, String witness) {
        byte[] key = DrawNumbers.key(ALGORITHM, seed, roster.sha256(), witness);
        Map<String, String> stratumOf = new LinkedHashMap<>();
        for (DrawRoster.Stratum stratum : roster.strata()) {
            DrawNumbers.stream(key, "merchants/" + stratum.name())
                    .draw(stratum.merchants(), stratum.quota())
                    .forEach(merchant -> stratumOf.put(merchant, stratum.name()));
        }
        Map<String, List<String>> teams = new Seats(roster, key).fill(List.copyOf(stratumOf.keySet()));
        return stratumOf.entrySet().stream()
                .map(e -> new Drawn(e.getValue(), e.getKey(), teams.get(e.getKey())))
                .toList();
    }

    /** The hash that is published before the roster is frozen. */
    public static byte[] commitment(byte[] seed) {
        return DrawNumbers.sha256().digest(seed);
    }

    /** Who sits where while seats are being filled. */
    private static final class Seats {

        private final DrawRoster roster;
        private final byte[] key;
        private final Map<String, List<String>> asked = new HashMap<>();
        private final Map<String, List<String>> teams = new HashMap<>();
        private final Map<String, List<String>> visits = new HashMap<>();
        private long visitsLeft;

        Seats(DrawRoster roster, byte[] key) {
            this.roster = roster;
            this.key = key;
            this.visitsLeft = (long) roster.mostVisits() * roster.inspectors().size();
            roster.inspectors().forEach(i -> visits.put(i, new ArrayList<>()));
        }

        Map<String, List<String>> fill(List<String> merchants) {
            for (String merchant : merchants) {
                asked.put(
                        merchant,
                        DrawNumbers.stream(key, "inspectors/" + merchant)
                                .draw(roster.inspectors(), roster.inspectors().size())
                                .stream()
                                .filter(inspector -> !roster.excludes(merchant, inspector))
                                .toList());
                teams.put(merchant, new ArrayList<>());
                for (int seat = 0; seat < roster.team(); seat++) {
                    seat(merchant);
                }
            }
            return teams;
        }

        /** A step on the way: this merchant takes that inspector, whose visit at {@code from} moves on. */
        private record Move(String merchant, String inspector, Move before) {}

        private void seat(String merchant) {
            if (visitsLeft == 0) {
                return;
            }
            Deque<Move> open = new ArrayDeque<>();
            Set<String> seen = new HashSet<>();
            open(merchant, null, open, seen);
            while (!open.isEmpty()) {
                Move move = open.poll();
                if (visits.get(move.inspector()).size() < roster.mostVisits()) {
                    apply(move);
                    visitsLeft--;
                    return;
                }
                for (String other : visits.get(move.inspector())) {
                    if (!other.equals(merchant)) {
                        open(other, move, open, seen);
                    }
                }
            }
        }

        private void open(String merchant, Move before, Deque<Move> open, Set<String> seen) {
            for (String inspector : asked.get(merchant)) {
                if (!teams.get(merchant).contains(inspector) && seen.add(inspector)) {
                    open.add(new Move(merchant, inspector, before));
                }
            }
        }

        private void apply(Move last) {
            for (Move move = last; move != null; move = move.before()) {
                visits.get(move.inspector()).add(move.merchant());
                List<String> team = teams.get(move.merchant());
                if (move.before() == null) {
                    team.add(move.inspector());
                } else {
                    // the inspector whom this merchant gives up for the one before it on the way
                    String givenUp = move.before().inspector();
                    team.set(team.indexOf(givenUp), move.inspector());
                    visits.get(givenUp).remove(move.merchant());
                }
            }
        }
    }
}
