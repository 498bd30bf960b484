package io.mlconnector.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of alert is about, and when. */
class KindsTest {

  private final FakeChannel ops = FakeChannel.open("ops");
  private final AlertsRig rig = new AlertsRig(List.of(ops));

  private enum Cause {
    ATTENTION(Facts.well().health("bad", "needs attention: x")),
    SILENT(Facts.well().silent()),
    SILENT_MAPPING(Facts.well().attention("SILENT", null, "mapping", "The mapping: is silent")),
    MAPPING(Facts.well().attention("MAPPING", null, "file", "The routes file is not taken")),
    PARKED(Facts.well().parked(101)),
    MASS_CHANGE(Facts.well().massChange(1)),
    HOOK_SILENT(Facts.well().hook("2026-11-17T07:59:00Z")),
    LAPSE(Facts.well().lapse("soon"));

    private final Facts facts;

    Cause(Facts facts) {
      this.facts = facts;
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachKindOpensAndIsOver(Cause cause) {
    rig.look(cause.facts);
    rig.lookFor(Duration.ofMinutes(5), cause.facts);
    assertThat(rig.open()).hasSize(1).allMatch(each -> cause.name().startsWith(each.kind().name()));

    rig.lookFor(Duration.ofMinutes(6), Facts.well());

    assertThat(rig.open()).isEmpty();
    assertThat(ops.told()).hasSize(2).last().asString().startsWith("over ");
  }

  @Test
  void aBacklogThatGrowsIsToldOfAfterAQuarterOfAnHour() {
    for (int i = 0; i < 15; i++) {
      rig.lookFor(Duration.ofMinutes(1), Facts.well().backlog(1_001 + i));
    }
    assertThat(ops.told()).isEmpty();
    rig.lookFor(Duration.ofMinutes(1), Facts.well().backlog(1_016));
    assertThat(ops.told())
        .containsExactly(
            "opened backlog: 1,016 deliveries wait for Helpdesk, more and more for 15 min");

    rig.lookFor(Duration.ofMinutes(1), Facts.well().backlog(900));
    rig.lookFor(Duration.ofMinutes(5), Facts.well());
    assertThat(ops.told()).hasSize(1).first().asString().startsWith("over backlog");
  }

  @Test
  void aBacklogThatBecomesSmallerInBetweenIsNone() {
    for (int i = 0; i < 60; i++) {
      rig.lookFor(Duration.ofMinutes(1), Facts.well().backlog(5_000 + i * 10 - (i % 9) * 50));
    }

    assertThat(ops.told()).isEmpty();
  }

  @Test
  void aBacklogThatStaysAsItIsDoesNotGrow() {
    rig.lookFor(Duration.ofMinutes(30), Facts.well().backlog(5_000));

    assertThat(ops.told()).isEmpty();
  }

  @Test
  void aBacklogIsOverOnceItBecomesSmallerAllTheTime() {
    for (int i = 0; i < 20; i++) {
      rig.lookFor(Duration.ofMinutes(1), Facts.well().backlog(5_000 + i));
    }
    assertThat(ops.told()).hasSize(1);

    for (int i = 0; i < 7; i++) {
      rig.lookFor(Duration.ofMinutes(1), Facts.well().backlog(5_000 - i));
    }

    assertThat(ops.told()).hasSize(1).first().asString().startsWith("over backlog");
  }

  @Test
  void parkedOnesAreToldOfAboveTheirLimitAndOverAtFourFifths() {
    rig.lookFor(Duration.ofMinutes(30), Facts.well().parked(100));
    assertThat(rig.open()).isEmpty();
    rig.lookFor(Duration.ofMinutes(6), Facts.well().parked(101));
    assertThat(rig.open()).hasSize(1);
    rig.lookFor(Duration.ofMinutes(30), Facts.well().parked(81));
    assertThat(rig.open()).hasSize(1);
    rig.lookFor(Duration.ofMinutes(6), Facts.well().parked(80));
    assertThat(rig.open()).isEmpty();
  }

  @Test
  void whyRecordsAreParkedIsNotToldOutside() {
    rig.lookFor(Duration.ofMinutes(6), Facts.well().parked(101));

    assertThat(ops.told()).hasSize(1).noneMatch(line -> line.contains("ann@example.com"));
  }

  @Test
  void aHookIsSilentAfterThreeTimesItsLongestPauseOnceAWeekIsKnown() {
    AlertsRig hourly = new AlertsRig(List.of(ops), "every", "1h");
    String called = hourly.clock.instant().toString();
    for (int call = 0; call < 8 * 6; call++) {
      hourly.clock.add(Duration.ofHours(4));
      hourly.look(Facts.well().hook(called));
      called = hourly.clock.instant().toString();
    }

    hourly.clock.add(Duration.ofHours(12));
    hourly.look(Facts.well().hook(called));
    assertThat(ops.told()).isEmpty();
    hourly.lookFor(Duration.ofMinutes(5), Facts.well().hook(called));
    assertThat(ops.told())
        .containsExactly(
            "opened hook_silent: The webhook events of Helpdesk has not been called for 12 h;"
                + " longer than 12 h is unusual for it");
  }

  @Test
  void aHookThatWasNeverSetUpIsNotSilent() {
    rig.lookFor(Duration.ofMinutes(5), Facts.well().hook(null));

    assertThat(rig.open()).isEmpty();
  }
}
