package io.mlconnector.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.console.alerts.Alert.Mute;
import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.alerts.channel.Answer.Outcome;
import io.mlconnector.console.alerts.channel.Outgoing;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.lease.LeaseLost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told, and how often. */
class WatchTest {

  private static final String LAPSED = "opened lapse: The client secret of desk ends";

  private final FakeChannel ops = FakeChannel.open("ops");
  private final AlertsRig rig = new AlertsRig(List.of(ops));

  @Test
  void anAlertIsToldOnceWhenItHasHeldAndOnceWhenItIsOver() {
    Facts bad = Facts.well().health("bad", "needs attention: Authorise again");

    rig.look(bad);
    rig.lookFor(Duration.ofMinutes(1), bad);
    assertThat(ops.told()).as("it has not held for two minutes yet").isEmpty();
    rig.lookFor(Duration.ofMinutes(1), bad);
    assertThat(ops.told())
        .containsExactly("opened attention: Helpdesk: needs attention: Authorise again");
    rig.lookFor(Duration.ofHours(2), bad);
    assertThat(ops.told()).isEmpty();

    rig.lookFor(Duration.ofMinutes(5), Facts.well());
    assertThat(ops.told()).as("it could come back").isEmpty();
    rig.lookFor(Duration.ofMinutes(1), Facts.well());
    assertThat(ops.told())
        .containsExactly("over attention: Helpdesk: needs attention: Authorise again");
    rig.lookFor(Duration.ofMinutes(30), Facts.well());
    assertThat(ops.told()).isEmpty();
  }

  @Test
  void whatFlapsMakesNoStorm() {
    Facts bad = Facts.well().health("bad", "x");
    for (int i = 0; i < 60; i++) {
      rig.lookFor(Duration.ofMinutes(1), bad);
      rig.lookFor(Duration.ofMinutes(1), Facts.well());
    }
    assertThat(ops.told()).as("never long enough").isEmpty();

    int told = 0;
    for (int i = 0; i < 24; i++) {
      rig.lookFor(Duration.ofMinutes(4), bad);
      rig.lookFor(Duration.ofMinutes(7), Facts.well());
      told += ops.told().size();
    }
    assertThat(told)
        .as("in 4.4 hours, each told at most once an hour, and its end")
        .isBetween(6, 10);
  }

  @Test
  void whatLastsIsToldAgainEveryDay() {
    rig.look(Facts.well().lapse("soon"));
    assertThat(ops.told()).containsExactly(LAPSED);

    rig.lookFor(Duration.ofHours(23), Facts.well().lapse("soon"));
    assertThat(ops.told()).isEmpty();
    rig.lookFor(Duration.ofHours(1), Facts.well().lapse("soon"));
    assertThat(ops.told()).containsExactly("reminded lapse: The client secret of desk ends");
  }

  @Test
  void whatGetsUrgentIsToldAtOnce() {
    rig.look(Facts.well().lapse("soon"));
    ops.told();

    rig.lookFor(Duration.ofMinutes(1), Facts.well().lapse("urgent"));

    assertThat(ops.told()).containsExactly("worse lapse: The client secret of desk ends");
  }

  @Test
  void whatComesAtOneTimeIsOneMessageTheMostUrgentFirst() {
    rig.look(Facts.well().lapse("soon").massChange(1).massChange(2));

    assertThat(ops.sent).hasSize(1);
    assertThat(ops.told())
        .containsExactly(
            "opened mass_change: A mass change waits",
            "opened mass_change: A mass change waits",
            LAPSED);
  }

  @Test
  void aRestartRepeatsNothing() {
    rig.look(Facts.well().lapse("soon"));
    ops.told();

    rig.restart();
    rig.lookFor(Duration.ofMinutes(10), Facts.well().lapse("soon"));

    assertThat(ops.told()).isEmpty();
  }

  @Test
  void whatBeganBeforeARestartHasHeldSinceThen() {
    Facts bad = Facts.well().health("bad", "x");
    rig.look(bad);
    rig.restart();
    rig.lookFor(Duration.ofMinutes(2), bad);

    assertThat(ops.told()).hasSize(1);
  }

  @Test
  void whatNobodyLookedAtForLongBeginsAnew() {
    Facts bad = Facts.well().health("bad", "x");
    rig.look(bad);
    rig.clock.add(Duration.ofHours(3));
    rig.look(bad);

    assertThat(ops.told()).as("it may have been well in between").isEmpty();
  }

  @Test
  void aFormerOwnerChangesNothing() {
    AlertsRig.FakeLease former = new AlertsRig.FakeLease();
    former.lost = true;

    assertThatThrownBy(() -> rig.look(Facts.well().lapse("soon"), former))
        .isInstanceOf(LeaseLost.class);
    assertThat(rig.open()).isEmpty();
  }

  @Test
  void twoReplicasThatSendAtOneTimeSendOnce() {
    ops.whileSending = rig::post;

    rig.look(Facts.well().lapse("soon"));

    assertThat(ops.told()).containsExactly(LAPSED);
  }

  @Test
  void aCrashBetweenSendingAndNotingItSendsTheSameMessageAgain() {
    ops.whileSending =
        () -> {
          throw new IllegalStateException("killed");
        };
    assertThatThrownBy(() -> rig.look(Facts.well().lapse("soon"))).hasMessage("killed");
    ops.whileSending = () -> {};
    rig.restart();

    rig.post();
    assertThat(ops.sent).as("its receiver may still be at it").hasSize(1);
    rig.clock.add(Duration.ofSeconds(67));
    rig.post();

    assertThat(ops.sent).extracting(Outgoing::id).hasSize(2).containsOnly(ops.sent.get(0).id());
    assertThat(ops.sent).extracting(Outgoing::body).containsOnly(LAPSED);
    rig.lookFor(Duration.ofHours(1), Facts.well().lapse("soon"));
    assertThat(ops.sent).hasSize(2);
  }

  @Test
  void mutedAlertsAreToldOfNoMoreUntilTheTimeIsOver() {
    rig.look(Facts.well().lapse("soon"));
    ops.told();
    long id = rig.open().get(0).id();
    Mute mute = new Mute(rig.clock.instant().plus(Duration.ofHours(30)), "ann", "ordered");
    rig.transactions.run(sql -> assertThat(AlertTable.mute(sql, id, mute)).isTrue());

    rig.lookFor(Duration.ofHours(29), Facts.well().lapse("urgent"));
    assertThat(ops.told()).isEmpty();
    rig.lookFor(Duration.ofHours(2), Facts.well().lapse("urgent"));
    assertThat(ops.told()).containsExactly("worse lapse: The client secret of desk ends");
  }

  @Test
  void whatIsPausedIsNotToldOfAndStaysAsItWas() {
    Facts bad = Facts.well().health("bad", "x").massChange(1);
    rig.look(bad);
    rig.lookFor(Duration.ofMinutes(2), bad);
    ops.told();

    rig.lookFor(Duration.ofHours(30), Facts.well().health("off", "paused").lapse("soon"));
    assertThat(ops.told()).isEmpty();
    assertThat(rig.open()).hasSize(2);
    rig.lookFor(Duration.ofMinutes(7), Facts.well());
    assertThat(ops.told()).hasSize(2).allMatch(line -> line.startsWith("over"));
  }

  @Test
  void aRouteThatIsPausedIsNotToldOf() {
    rig.look(Facts.well().route(200, false));
    rig.lookFor(Duration.ofMinutes(3), Facts.well().route(200, false));
    rig.lookFor(Duration.ofMinutes(30), Facts.well().route(200, true));
    assertThat(ops.told()).isEmpty();

    rig.lookFor(Duration.ofMinutes(6), Facts.well().route(200, false));
    assertThat(ops.told()).containsExactly("opened parked: 200 records are parked at customers");
  }

  @Test
  void whileAServiceIsSilentNobodyKnowsWhatIsOver() {
    Facts parked = Facts.well().parked(101);
    rig.look(parked);
    rig.lookFor(Duration.ofMinutes(5), parked);
    assertThat(ops.told()).hasSize(1);

    rig.lookFor(Duration.ofHours(1), Facts.well().silent());

    assertThat(ops.told())
        .containsExactly(
            "opened silent: The service zendesk is silent: http://zendesk does not answer");
    assertThat(rig.open()).extracting(Alert::kind).contains(Kind.PARKED);
  }

  @Test
  void quietHoursHoldBackWhatDoesNotPressAndTellItAfterwardsAsOne() {
    FakeChannel night = new FakeChannel("night", Severity.URGENT, Severity.NOTICE, "22:00-07:00");
    FakeChannel deaf = new FakeChannel("deaf", null, Severity.NOTICE, "22:00-07:00");
    FakeChannel pager = new FakeChannel("pager", Severity.URGENT, Severity.URGENT);
    rig.restart(List.of(night, deaf, pager));
    rig.clock.setInstant(Instant.parse("2026-11-20T22:00:00Z"));
    Facts parked = Facts.well().parked(500);

    rig.look(parked);
    rig.lookFor(Duration.ofMinutes(10), parked);
    rig.lookFor(Duration.ofMinutes(10), Facts.well());
    rig.lookFor(Duration.ofMinutes(1), Facts.well().massChange(1).lapse("soon"));
    assertThat(night.told()).containsExactly("opened mass_change: A mass change waits");
    assertThat(pager.told()).containsExactly("opened mass_change: A mass change waits");
    assertThat(deaf.told()).isEmpty();

    rig.lookFor(Duration.ofHours(9), Facts.well().massChange(1).lapse("soon"));
    assertThat(night.sent).hasSize(1);
    assertThat(night.told())
        .containsExactly(LAPSED, "passed parked: 500 records are parked at Helpdesk");
    assertThat(deaf.sent).hasSize(1);
    assertThat(deaf.told())
        .containsExactly(
            "opened mass_change: A mass change waits",
            LAPSED,
            "passed parked: 500 records are parked at Helpdesk");
    assertThat(pager.told()).isEmpty();
  }

  @Test
  void withoutAnyChannelNothingCountsAsTold() {
    rig.restart(List.of());
    rig.look(Facts.well().lapse("soon"));

    rig.restart(List.of(ops));
    rig.lookFor(Duration.ofMinutes(1), Facts.well().lapse("soon"));

    assertThat(ops.told()).containsExactly(LAPSED);
  }

  @Test
  void aReceiverThatIsGoneIsSwitchedOffUntilItIsAnotherOneAndTheOthersTellOfIt() {
    FakeChannel people = FakeChannel.open("people");
    rig.restart(List.of(ops, people));
    ops.answer = new Answer(Outcome.GONE, null, "answered 410 (gone)");

    rig.look(Facts.well().lapse("soon"));
    rig.lookFor(Duration.ofMinutes(1), Facts.well().lapse("urgent"));

    assertThat(ops.told()).as("the one that it answered").containsExactly(LAPSED);
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            LAPSED,
            "opened channel: Alerts do not reach the channel ops: it is switched off, since its"
                + " receiver answered 410 (gone)",
            "worse lapse: The client secret of desk ends");
    ops.target = "https://example.com/new";
    ops.answer = new Answer(Outcome.TAKEN, null, "answered 204");
    rig.lookFor(Duration.ofHours(24), Facts.well().lapse("urgent"));
    assertThat(ops.told()).containsExactly("reminded lapse: The client secret of desk ends");
  }

  @Test
  void whatIsForAChannelThatIsNoLongerConfiguredIsLetGoOf() {
    ops.failWith("answered 500");
    rig.look(Facts.well().lapse("soon"));

    rig.restart(List.of());
    rig.lookFor(Duration.ofMinutes(1), Facts.well().lapse("soon"));

    assertThat(rig.texts("select answer from console_alert_message"))
        .containsExactly("the channel is not configured");
  }

  @Test
  void aPersonSeesAlertsOfTheirConnectionsAndServicesThatAreSilent() {
    Facts all =
        Facts.well().lapse("soon").attention("MAPPING", null, "file", "The routes file is wrong");
    rig.look(all);
    rig.lookFor(Duration.ofMinutes(2), all);
    rig.lookFor(Duration.ofMinutes(4), Facts.well().silent());
    assertThat(rig.open()).hasSize(3);

    assertThat(rig.open(Scope.parse("desk")))
        .extracting(Alert::kind)
        .containsExactlyInAnyOrder(Kind.LAPSE, Kind.SILENT);
    assertThat(rig.open(Scope.parse("other"))).extracting(Alert::kind).containsExactly(Kind.SILENT);
    long lapse =
        rig.open().stream().filter(each -> each.kind() == Kind.LAPSE).findFirst().get().id();
    rig.transactions.run(
        sql -> {
          assertThat(AlertTable.one(sql, Scope.parse("desk"), lapse)).isPresent();
          assertThat(AlertTable.one(sql, Scope.parse("other"), lapse)).isEmpty();
        });
  }

  @Test
  void alertsThatAreOverAreForgottenAfterAWhile() {
    rig.look(Facts.well().lapse("soon"));
    rig.lookFor(Duration.ofMinutes(10), Facts.well());
    assertThat(rig.texts("select closed from console_alert")).hasSize(1).doesNotContainNull();

    rig.clock.add(Duration.ofDays(91));
    rig.look(Facts.well());

    assertThat(rig.texts("select id from console_alert")).isEmpty();
    assertThat(rig.texts("select id from console_alert_message")).isEmpty();
    assertThat(rig.texts("select id from console_alert_notice")).isEmpty();
  }
}
