package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.mirror.Told.End;
import io.mlconnector.mapping.route.Conflict.Kind;
import io.mlconnector.mapping.route.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries that were parked, and end after other things happened. */
class MergeTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Merge merge =
      new Merge(
          new Terms(
              List.of(new Terms.Field("name", Kind.NEWEST, null, false, false)),
              Duration.ofMinutes(10),
              null));
  private final Pair pair = new Pair();

  /** Both agreed on a name; the left one was edited, and its delivery was parked. */
  @BeforeEach
  void parked() {
    for (Side side : Side.values()) {
      shows(side, 1, "Acme", NOW);
      pair.side(side).halves.put("name", pair.side(side).half("name").agreedOn(text("Acme")));
    }
    shows(Side.LEFT, 2, "Acme Ltd", NOW.plusSeconds(3600));
    open(next().orElseThrow());
    came(End.NOT, null, 0);
    assertThat(next()).as("not again before something changes").isEmpty();
  }

  @Test
  void anEditThatWasReadBeforeTheOutcomeOfTheRetryIsNotForgotten() {
    shows(Side.RIGHT, 4, "Acme Inc", NOW.plusSeconds(7200));

    came(End.GOOD, "Acme Ltd", 3);

    assertThat(next().orElseThrow().kind()).isEqualTo(Open.Kind.LOOK);
    open(next().orElseThrow());
    came(End.GOOD, "Acme Inc", 5);
    Move move = next().orElseThrow();
    assertThat(move.target()).isEqualTo(Side.LEFT);
    assertThat(move.fields().get("name").value()).isEqualTo(text("Acme Inc"));
  }

  @Test
  void aRetryThatMeetsAnotherValueIsDecidedAnew() {
    came(End.CHANGED, "Acme Inc", 3);
    assertThat(next()).as("nothing before it was read").isEmpty();

    shows(Side.RIGHT, 4, "Acme Inc", NOW.plusSeconds(7200));

    Move move = next().orElseThrow();
    assertThat(move.target()).isEqualTo(Side.LEFT);
    assertThat(move.fields().get("name").why()).isEqualTo(Why.NEWEST);
  }

  @Test
  void aValueThatWentAwayAndMayNotGoAwayOnTheOtherSideIsNoEdit() {
    came(End.GOOD, "Acme Ltd", 3);
    shows(Side.RIGHT, 4, "Acme Ltd", NOW.plusSeconds(7200));

    shows(Side.RIGHT, 5, "", NOW.plusSeconds(10_000));
    assertThat(next()).as("nothing is cleared").isEmpty();

    shows(Side.LEFT, 6, "Acme Inc", NOW.plusSeconds(10_001));
    assertThat(next().orElseThrow().fields().get("name").why()).isEqualTo(Why.ALONE);
    assertThat(pair.conflicts).isEmpty();
  }

  @Test
  void aDecisionHoldsForWhatThePersonSawAlone() {
    bothChanged();
    assertThat(Merge.decided(pair, "name", Side.LEFT, null)).isTrue();
    assertThat(next().orElseThrow().fields().get("name").why()).isEqualTo(Why.DECIDED);

    shows(Side.RIGHT, 5, "Acme of somebody else", NOW.plusSeconds(3800));

    assertThat(next()).as("a person has to look again").isEmpty();
    assertThat(pair.verdicts).isEmpty();
    assertThat(pair.conflicts).containsKey("name");
  }

  @Test
  void aPersonsValueThatOneSideHasAlreadyIsAnEditWhereTheOtherChangedMeanwhile() {
    bothChanged();
    assertThat(Merge.decided(pair, "name", null, text("Acme of both"))).isTrue();
    open(next().orElseThrow());
    Side first = pair.open.target();
    came(End.GOOD, "Acme of both", 5);
    assertThat(next().orElseThrow().target()).isEqualTo(first.other());

    shows(first.other(), 6, "Acme of somebody else", NOW.plusSeconds(3800));
    assertThat(next()).as("not before it was read what became of the value").isEmpty();
    assertThat(Merge.decided(pair, "name", first.other(), null)).isFalse();
    shows(first, 7, "Acme of both", NOW.plusSeconds(3900));

    assertThat(next()).as("a person has to look again").isEmpty();
    assertThat(pair.conflicts).containsKey("name");
    assertThat(Merge.decided(pair, "name", first, null)).isTrue();
    assertThat(next().orElseThrow().fields().get("name").value()).isEqualTo(text("Acme of both"));
  }

  @Test
  void nobodyDecidesAFieldOfWhichAValueWasWrittenAndNotReadBack() {
    bothChanged();
    Merge.decided(pair, "name", Side.LEFT, null);
    open(next().orElseThrow());
    assertThat(Merge.decided(pair, "name", Side.RIGHT, null)).as("under way").isFalse();
    merge.came(pair, new Told("d" + pair.count, End.GOOD, Map.of(), new Sequence(1, 5), true));

    assertThat(Merge.decided(pair, "name", Side.RIGHT, null)).isFalse();

    assertThat(next().orElseThrow().kind()).isEqualTo(Open.Kind.LOOK);
  }

  /** The right one was edited a minute after the left one. */
  private void bothChanged() {
    shows(Side.RIGHT, 4, "Acme Inc", NOW.plusSeconds(3660));
    pair.stuck = null;
    assertThat(next()).isEmpty();
    assertThat(pair.conflicts).containsKey("name");
  }

  @Test
  void aCodeThatTheRouteHasNoWordForIsNotFilledByTheOtherSide() {
    Pair strangers = new Pair();
    Terms.Field industry = new Terms.Field("industry", Kind.NEWEST, null, false, false);
    Merge first = new Merge(new Terms(List.of(industry), Duration.ofMinutes(10), Side.LEFT));
    Seen code = new Seen(NullNode.getInstance(), text("4711"), NOW);
    first.observe(
        strangers, Side.LEFT, new Observation(new Sequence(1, 1), Map.of("industry", code)));
    Seen word = new Seen(text("5399"), text("Retail"), NOW);
    first.observe(
        strangers, Side.RIGHT, new Observation(new Sequence(1, 1), Map.of("industry", word)));

    Map<Side, Map<String, Sent>> sends = first.sends(strangers, NOW);

    assertThat(sends.get(Side.LEFT)).isEmpty();
  }

  private void shows(Side side, long read, String name, Instant at) {
    Seen seen = new Seen(text(name), text(name), at);
    merge.observe(pair, side, new Observation(new Sequence(1, read), Map.of("name", seen)));
  }

  private Optional<Move> next() {
    return merge.decide(pair, Set.of(Side.values()), Map.of(), NOW);
  }

  private void open(Move move) {
    pair.count++;
    pair.open = new Open("d" + pair.count, move.kind(), move.target(), move.fields(), null);
  }

  private void came(End end, String there, long at) {
    Map<String, JsonNode> stored = there == null ? Map.of() : Map.of("name", text(there));
    assertThat(
            merge.came(
                pair,
                new Told("d" + pair.count, end, stored, at == 0 ? null : new Sequence(1, at))))
        .isTrue();
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }
}
