package io.mlconnector.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.alerts.channel.Answer.Outcome;
import io.mlconnector.console.alerts.channel.Outgoing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a message is sent that its receiver does not take. */
class PostTest {

  private final FakeChannel ops = FakeChannel.open("ops");
  private final AlertsRig rig = new AlertsRig(List.of(ops));

  @Test
  void itIsSentAgainWithTheSameIdOverHoursAndThenGivenUp() {
    ops.failWith("answered 500");
    rig.look(Facts.well().lapse("soon"));

    for (int i = 0; i < 10; i++) {
      rig.clock.add(Duration.ofMinutes(67));
      rig.post();
      rig.clock.add(Duration.ofMinutes(113));
      rig.post();
    }

    assertThat(ops.sent).hasSize(7).extracting(Outgoing::id).containsOnly(ops.sent.get(0).id());
    assertThat(rig.texts("select answer from console_alert_message where given_up is not null"))
        .containsExactly("answered 500");
  }

  @Test
  void whatHappensMeanwhileIsOneMessageAfterwards() {
    ops.failWith("answered 500");
    rig.look(Facts.well().lapse("soon"));
    rig.lookFor(Duration.ofMinutes(4), Facts.well().lapse("soon").massChange(1));
    rig.lookFor(Duration.ofMinutes(1), Facts.well().lapse("urgent").massChange(1).massChange(2));
    ops.told();
    ops.answer = new Answer(Outcome.TAKEN, null, "answered 200");

    rig.lookFor(Duration.ofMinutes(4), Facts.well().lapse("urgent").massChange(1).massChange(2));

    assertThat(ops.sent).extracting(each -> each.body().lines().count()).containsExactly(1L, 3L);
  }

  @Test
  void aReceiverThatAsksForPatienceGetsIt() {
    ops.answer = new Answer(Outcome.FAILED, Duration.ofHours(1), "answered 429");
    rig.look(Facts.well().lapse("soon"));
    ops.sent.clear();

    rig.lookFor(Duration.ofMinutes(59), Facts.well().lapse("soon"));
    assertThat(ops.sent).isEmpty();
    rig.lookFor(Duration.ofMinutes(2), Facts.well().lapse("soon"));
    assertThat(ops.sent).hasSize(1);
  }

  @Test
  void aReceiverCannotKeepUsWaitingForEver() {
    ops.answer = new Answer(Outcome.FAILED, Duration.ofDays(365), "answered 429");
    rig.look(Facts.well().lapse("soon"));
    ops.sent.clear();

    rig.clock.add(Duration.ofHours(12));
    rig.post();

    assertThat(ops.sent).hasSize(1);
  }

  @Test
  void aChannelThatFailsForLongIsToldOfByTheOthersOnly() {
    FakeChannel people = FakeChannel.open("people");
    rig.restart(List.of(ops, people));
    ops.failWith("answered 500");
    rig.look(Facts.well().lapse("soon"));
    people.told();

    rig.lookFor(Duration.ofMinutes(16), Facts.well().lapse("soon"));

    assertThat(people.told())
        .containsExactly(
            "opened channel: Alerts do not reach the channel ops: its message has been failing"
                + " since: answered 500");
    assertThat(rig.texts("select channel from console_alert_notice where message is null"))
        .isEmpty();
  }
}
