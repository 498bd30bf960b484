package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.route.Conflict.Kind;
import io.mlconnector.mapping.route.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One random history of one pair: it meets, people edit both sides and decide conflicts, reads and
 * deliveries take their time, deliveries are parked and retried, made twice and not read back,
 * outcomes are told twice, systems store values in their own way, and services die.
 */
final class History {

  private static final List<String> FIELDS = List.of("cut", "rounded", "phone", "picked", "made");

  private final class System {
    final Side side;
    final Map<String, String> raw = new TreeMap<>();
    final Deque<Observation> events = new ArrayDeque<>();
    final Deque<Told> outcomes = new ArrayDeque<>();
    Map<String, String> published;
    long number;
    long lastRead;
    Long reading;

    System(Side side) {
      this.side = side;
    }

    void edit(String field) {
      String id = edits.over(Lossy.id(raw.get(field)));
      raw.put(field, id + (field.equals("rounded") ? ".23" : "-typed by a person"));
      note(side + " edits " + field + " to " + raw.get(field));
    }

    /** Between a read's number and what it shows, everything may happen. */
    void read(boolean anew) {
      if (reading == null) {
        reading = ++number;
        return;
      }
      boolean news = anew || !raw.equals(published);
      if (news && reading > lastRead) {
        lastRead = reading;
        published = new TreeMap<>(raw);
        Map<String, Seen> seen = new TreeMap<>();
        FIELDS.forEach(field -> seen.put(field, seen(field)));
        events.add(new Observation(new Sequence(1, reading), seen));
        note(side + " shows " + reading + " " + raw);
      }
      reading = null;
    }

    private Seen seen(String field) {
      String shown = raw.get(field) == null ? null : Lossy.show(field, raw.get(field));
      JsonNode plain = shown == null ? TextNode.valueOf("") : TextNode.valueOf(shown);
      return field.equals("made")
          ? new Seen(shown == null ? plain : TextNode.valueOf(shown + "!"), null, now)
          : new Seen(plain, plain, now);
    }

    /** As the shared delivery path does it. */
    void take(Open open, boolean again) {
      boolean surprised =
          open.kind() != Open.Kind.LOOK
              && open.fields().entrySet().stream()
                  .anyMatch(
                      each ->
                          !FieldValues.same(each.getValue().expected(), there(each.getKey()))
                              && !FieldValues.same(
                                  TextNode.valueOf(Memory.written(each.getValue())),
                                  there(each.getKey())));
      if (!surprised && open.kind() != Open.Kind.LOOK) {
        open.fields().forEach((field, sent) -> write(field, Memory.written(sent)));
        writes.add(open.delivery());
      }
      Map<String, JsonNode> there = new TreeMap<>();
      open.fields().keySet().forEach(field -> there.put(field, there(field)));
      Told.End end = surprised ? Told.End.CHANGED : Told.End.GOOD;
      boolean unread = !surprised && open.kind() != Open.Kind.LOOK && chance(20);
      if (unread) {
        there.keySet().removeIf(field -> chance(70));
      }
      boolean unsure = surprised ? again : unread;
      ended = new Told(open.delivery(), end, there, null, unsure);
      note(side + " " + end + " " + open.kind() + " " + there);
    }

    private JsonNode there(String field) {
      return TextNode.valueOf(raw.getOrDefault(field, ""));
    }

    private void write(String field, String value) {
      String old = Lossy.id(raw.get(field));
      String id = Lossy.id(value);
      if (old != null && !old.equals(id) && !edits.descends(id, old)) {
        Half half = pair.side(side).half(field);
        boolean known = half.newest() != null && old.equals(Lossy.id(half.newest().asText()));
        boolean allowed =
            switch (kind) {
              case MANUAL -> false;
              case OWNER -> owner != side;
              case NEWEST -> known;
            };
        if (!allowed) {
          throw new AssertionError(side + " " + field + ": " + old + " is written over by " + id);
        }
      }
      boolean meeting = pair.side(side).half(field).stands(Half.Standing.NONE);
      if (id.equals(old) && !meeting && !Lossy.store(side, field, value).equals(raw.get(field))) {
        throw new AssertionError(side + " " + field + ": an echo writes " + value);
      }
      raw.put(field, Lossy.store(side, field, value));
    }

    /** The number of a write is taken when it has ended. */
    void tell() {
      Told told =
          new Told(
              ended.delivery(),
              ended.end(),
              ended.there(),
              new Sequence(1, ++number),
              ended.unsure());
      outcomes.add(told);
      if (chance(10)) {
        outcomes.add(told);
      }
      ended = null;
    }
  }

  private final Random random;
  private final Kind kind;
  private final Side owner;
  private final Map<Side, System> systems = new EnumMap<>(Side.class);
  private final Set<String> writes = new HashSet<>();
  private final Edits edits = new Edits();
  private final List<String> log = new ArrayList<>();
  private final Merge merge;
  private Pair pair = new Pair();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Told ended;
  private boolean taken;
  private Open parked;
  private int deliveries;

  History(long seed) {
    random = new Random(seed);
    kind = Kind.values()[random.nextInt(3)];
    owner = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
    List<Terms.Field> fields = new ArrayList<>();
    FIELDS.forEach(field -> fields.add(new Terms.Field(field, kind, owner, false, false)));
    Side first = random.nextBoolean() ? null : owner;
    merge =
        new Merge(new Terms(fields, Duration.ofMinutes(10), kind == Kind.MANUAL ? null : first));
    for (Side side : Side.values()) {
      systems.put(side, new System(side));
    }
  }

  /** Plays until nobody edits any more, and then until it is quiet. */
  void play() {
    begin(chance(30));
    int length = 20 + random.nextInt(80);
    for (int i = 0; i < length; i++) {
      now = now.plus(Duration.ofSeconds(random.nextInt(1200)));
      step();
      restart();
    }
    for (int round = 0; !quiet(); round++) {
      now = now.plus(Duration.ofSeconds(30));
      calm();
      restart();
      if (round > 300) {
        throw new AssertionError("never quiet after " + deliveries + " deliveries");
      }
    }
    check();
  }

  int conflicts() {
    return pair.conflicts.size();
  }

  int equal() {
    return FIELDS.size() - pair.conflicts.size();
  }

  String log() {
    return kind + " " + owner + "\n" + String.join("\n", log);
  }

  /**
   * Both show the same in their own ways and have agreed, or they meet for the first time and some
   * fields differ.
   */
  private void begin(boolean strangers) {
    for (String field : FIELDS) {
      String value = fresh(field);
      for (System each : systems.values()) {
        each.raw.put(field, Lossy.store(each.side, field, value));
        value = strangers && chance(50) ? fresh(field) : value;
      }
    }
    for (System each : systems.values()) {
      each.read(true);
      each.read(true);
      merge.observe(pair, each.side, each.events.poll());
    }
    for (String field : strangers ? List.<String>of() : FIELDS) {
      for (SideState side : List.of(pair.left, pair.right)) {
        side.halves.put(field, side.half(field).agreedOn(side.half(field).newest()));
      }
    }
  }

  private String fresh(String field) {
    String id = edits.over();
    return id + (field.equals("rounded") ? ".23" : "-as it was");
  }

  private void step() {
    System system = systems.get(random.nextBoolean() ? Side.LEFT : Side.RIGHT);
    switch (random.nextInt(9)) {
      case 0, 1 -> system.edit(FIELDS.get(random.nextInt(FIELDS.size())));
      case 2, 3 -> system.read(false);
      case 4 -> hear(system);
      case 5 -> work();
      case 6 -> outcome();
      case 7 -> person();
      default -> decide();
    }
  }

  /** Decides a conflict, by a side or a value of its own, having seen both; or retries. */
  private void person() {
    retry();
    for (String field : pair.conflicts.keySet()) {
      Verdict before = pair.verdicts.get(field);
      if ((before == null || !before.holds(pair, field)) && chance(50)) {
        Side side = chance(60) ? Side.values()[random.nextInt(2)] : null;
        String left = shownId(Side.LEFT, field);
        String right = shownId(Side.RIGHT, field);
        String id = side == null ? edits.over(left, right) : side == Side.LEFT ? left : right;
        JsonNode given = TextNode.valueOf(id + (field.equals("rounded") ? ".23" : "-decided"));
        if (Merge.decided(pair, field, side, side == null ? given : null)) {
          edits.decided(field, id, id.equals(left) ? right : left);
          note("a person decides " + field + ": " + id + " " + side);
        }
      }
    }
  }

  private String shownId(Side side, String field) {
    return Lossy.id(pair.side(side).latest(field).newest().asText());
  }

  private void retry() {
    if (parked != null && ended == null && pair.open == null) {
      boolean still = pair.stuck != null && pair.stuck.delivery().equals(parked.delivery());
      note("retried: " + still);
      if (still) {
        System target = systems.get(parked.target());
        target.take(parked, true);
        target.tell();
      }
      parked = null;
    }
  }

  /** Everything that goes on without people. */
  private void calm() {
    retry();
    for (System system : systems.values()) {
      SideState state = pair.side(system.side);
      boolean anew = state.reread || state.awaited != null;
      state.reread = false;
      system.read(anew);
      system.read(anew);
      if (system.reading != null) {
        system.read(anew);
      }
      while (!system.events.isEmpty()) {
        hear(system);
      }
    }
    work();
    work();
    outcome();
    outcome();
    decide();
  }

  private void hear(System system) {
    Observation shown = system.events.poll();
    if (shown != null) {
      merge.observe(pair, system.side, shown);
      if (chance(10)) {
        merge.observe(pair, system.side, shown);
      }
    }
  }

  /** The adapter makes the delivery, dies before it is known perhaps, and makes it again. */
  private void work() {
    if (pair.open == null) {
      return;
    }
    System target = systems.get(pair.open.target());
    if (ended != null) {
      if (chance(15)) {
        note("the adapter dies and makes it again");
        target.take(pair.open, true);
      }
      target.tell();
    } else if (!taken && chance(8)) {
      taken = true;
      parked = pair.open;
      target.outcomes.add(new Told(pair.open.delivery(), Told.End.NOT, Map.of(), null));
      note("parked " + pair.open.delivery());
    } else if (!taken) {
      taken = true;
      target.take(pair.open, false);
    }
  }

  private void outcome() {
    for (System system : systems.values()) {
      Told told = system.outcomes.poll();
      boolean late = told != null && !merge.came(pair, told);
      if (late && told.end() == Told.End.GOOD && writes.contains(told.delivery())) {
        merge.wrote(pair, system.side, told.there(), told.at());
      }
    }
  }

  private void decide() {
    Optional<Move> move = merge.decide(pair, Set.of(Side.values()), Map.of(), now);
    if (move.isPresent()) {
      deliveries++;
      taken = false;
      pair.open =
          new Open(
              "d" + deliveries, move.get().kind(), move.get().target(), move.get().fields(), null);
      note("decided " + pair.open);
    }
  }

  private boolean quiet() {
    boolean still = Memory.atRest(pair) && parked == null && ended == null;
    for (System system : systems.values()) {
      still &= system.raw.equals(system.published) && system.events.isEmpty();
      still &= system.outcomes.isEmpty();
    }
    return still && merge.decide(pair, Set.of(Side.values()), Map.of(), now).isEmpty();
  }

  private void check() {
    for (String field : FIELDS) {
      String left = Lossy.id(systems.get(Side.LEFT).raw.get(field));
      String right = Lossy.id(systems.get(Side.RIGHT).raw.get(field));
      if (!left.equals(right) && !pair.conflicts.containsKey(field)) {
        throw new AssertionError(
            field + " differs and nobody is told: " + left + " and " + right + " " + pair.text());
      }
    }
  }

  /** All that is remembered has to survive a restart. */
  private void restart() {
    if (chance(15)) {
      pair = Memory.afterARestart(pair);
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void note(String what) {
    log.add(now + " " + what);
  }
}
