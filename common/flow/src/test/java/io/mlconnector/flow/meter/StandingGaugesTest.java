package io.mlconnector.flow.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.flow.meter.StandingGauges.Row;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StandingGaugesTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StandingGauges gauges =
      new StandingGauges(
          Map.of(
              "owned",
              new GaugeSet(registry, "owned", "", List.of("connection")),
              "parked",
              new GaugeSet(registry, "parked", "", List.of("connection", "reason"))));

  private static final Supplier<List<Row>> AWAY =
      () -> {
        throw new DatabaseUnavailable(new SQLException("away, by the test"));
      };

  private Map<String, Double> told() {
    Map<String, Double> told = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      StringBuilder name = new StringBuilder(meter.getId().getName());
      meter.getId().getTags().forEach(tag -> name.append(' ').append(tag.getValue()));
      told.put(name.toString(), meter.measure().iterator().next().getValue());
    }
    return told;
  }

  private static Row owned(String connection, double value) {
    return new Row("owned", List.of(connection), value);
  }

  @Test
  void whatIsNewComesWhatIsGoneGoesAndWhatIsThereChanges() {
    gauges.tell(() -> List.of(owned("a", 1), owned("b", 1)));
    gauges.tell(() -> List.of(owned("b", 0), owned("c", 1)));

    assertThat(told()).isEqualTo(Map.of("owned b", 0.0, "owned c", 1.0));
  }

  @Test
  void rowsOfTheSameLabelsAreAdded() {
    Row one = new Row("parked", List.of("unknown", "gone"), 2);
    gauges.tell(() -> List.of(one, one, new Row("parked", List.of("a", "gone"), 3)));

    assertThat(told()).isEqualTo(Map.of("parked unknown gone", 4.0, "parked a gone", 3.0));
  }

  @Test
  void anAbsentDatabaseLeavesWhatWasToldForAWhileAndThenNothing() {
    gauges.tell(() -> List.of(owned("a", 1)));
    for (int look = 0; look < 3; look++) {
      gauges.tell(AWAY);
    }
    assertThat(told()).isEqualTo(Map.of("owned a", 1.0));

    gauges.tell(AWAY);
    assertThat(told()).isEmpty();
    gauges.tell(AWAY);
    gauges.tell(() -> List.of(owned("a", 0)));
    assertThat(told()).isEqualTo(Map.of("owned a", 0.0));
  }

  @Test
  void aRowThatNoGaugeIsForIsAFaultOfOurs() {
    assertThatThrownBy(() -> gauges.tell(() -> List.of(new Row("owner", List.of(), 1))))
        .hasMessageContaining("owner");
  }
}
