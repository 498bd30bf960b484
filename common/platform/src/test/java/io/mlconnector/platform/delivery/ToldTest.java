package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.spi.WriteResult;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of deliveries beside their result, and those that have nothing to write on. */
class ToldTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
    assertThat(world.deaths).isEmpty();
  }

  @Test
  void whatPeopleOughtToKnowBesideIsToldWithTheOutcomeAndAudited() {
    world.own();
    world.organizations.results =
        all -> List.of(new WriteResult.Noted(all.get(0), "The plan allows one group only"));

    world.send(world.organization("1", "Acme"));
    world.settled();

    assertThat(world.texts("select target_key from link")).containsExactly("organization-1");
    Outcome told = world.outcomes().get(0);
    assertThat(told.result()).isEqualTo(Outcome.Result.CREATED);
    assertThat(told.reason()).isEqualTo("The plan allows one group only");
    assertThat(world.audit(Step.CREATED).get(0).items().get(0).reason())
        .isEqualTo("The plan allows one group only");
  }

  @Test
  void whatTheTargetNeverTakesOfARecordThatIsWrittenOtherwiseIsAGap() {
    world.own();
    world.organizations.results =
        all ->
            List.of(
                WriteResult.Noted.without(
                    List.of(new Gap("organization_id", "One only on this plan")), all.get(0)));

    Delivery written = world.organization("1", "Acme");
    world.send(written);
    world.settled();

    assertThat(world.results(written)).containsExactly("CREATED");
    assertThat(world.outcomes().get(0).reason())
        .isEqualTo("organization_id: One only on this plan");
    assertThat(world.audit(Step.DATA_GAP).get(0).items())
        .extracting(AuditItem::journey)
        .containsExactly(written.journey());
  }

  @Test
  void whoeverHasNoRecordGetsNoneToBeSuspended() {
    Delivery leaver =
        world.delivery(
            "user",
            "1",
            Mode.UPSERT,
            World.field("name", "Gone"),
            World.field("suspended", "true"));
    world.own();

    world.send(leaver);
    world.settled();

    assertThat(world.target.size()).isZero();
    assertThat(world.results(leaver)).containsExactly("UNCHANGED");
    assertThat(world.count("link")).isZero();
  }
}
