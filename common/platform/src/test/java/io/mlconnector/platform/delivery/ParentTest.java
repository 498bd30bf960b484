package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.WriteResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries that name the key of another record. */
class ParentTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
    assertThat(world.deaths).isEmpty();
  }

  @Test
  void aChildWaitsForItsParentAndGoesOnWithItsKey() {
    world.own();
    Delivery ada = world.user("ada", "Ada", "1");
    world.send(ada);
    world.until("it waits", () -> world.count("waiting") == 1);
    assertThat(world.texts("select parent from waiting"))
        .containsExactly("desk-prod|organization|erp|customer|1");
    assertThat(world.audit(Step.WAITING).get(0).items().get(0).reason()).contains("customer|1");

    world.send(world.organization("1", "Acme"));
    world.until("it is written", () -> world.results(ada).contains("CREATED"));

    assertThat(world.target.byExternalId("organization_id")).containsEntry("ada", "organization-1");
    assertThat(world.count("waiting")).isZero();
  }

  @Test
  void childrenThatComeWithTheirParentsAllArriveInFullBatches() {
    Delivery[] users =
        IntStream.range(0, 1000)
            .mapToObj(i -> world.user("u" + i, "User " + i, "" + i % 200))
            .toArray(Delivery[]::new);
    Delivery[] organizations =
        IntStream.range(0, 200)
            .mapToObj(i -> world.organization("" + i, "Org " + i))
            .toArray(Delivery[]::new);
    world.own();

    world.send(users);
    world.send(organizations);
    world.until("all are there", () -> world.target.size() == 1200);
    world.settled();

    assertThat(world.users.batches.size()).isLessThanOrEqualTo(12);
    assertThat(world.target.byExternalId("organization_id").get("u7")).startsWith("organization-");
  }

  @Test
  void aNewerChildReplacesTheOneThatWaits() {
    world.own();
    Delivery old = world.user("ada", "Ada", "1");
    world.send(old);
    world.until("it waits", () -> world.count("waiting") == 1);

    Delivery young = world.user("ada", "Ada L.", "1");
    world.send(young);
    world.until("the old one is superseded", () -> world.results(old).contains("SUPERSEDED"));
    assertThat(world.texts("select delivery from waiting")).containsExactly(young.id());
    world.send(world.organization("1", "Acme"));
    world.until("it is written", () -> world.results(young).contains("CREATED"));

    assertThat(world.target.byExternalId("name")).containsEntry("ada", "Ada L.");
  }

  @Test
  void aChildWhoseParentWillNeverComeIsParkedAtOnceWithThatReason() {
    Delivery ada = world.user("ada", "Ada", "1");
    Delivery doomed =
        new Delivery(
            ada.id(),
            ada.ref(),
            ada.mode(),
            ada.route(),
            1,
            ada.journey(),
            ada.sequence(),
            1,
            ada.fields(),
            ada.match(),
            null,
            "customer 1 is filtered by route customers",
            ada.seen());
    world.own();

    world.send(doomed);
    world.settled();

    assertThat(world.results(doomed)).containsExactly("PARKED");
    assertThat(world.texts("select kind || ': ' || reason from parked"))
        .containsExactly("PARENT: customer 1 is filtered by route customers");
  }

  @Test
  void aChildThatWaitedTooLongIsParkedWithTheReasonThatItsParentIsParkedFor() {
    world.settings.put("parent-wait", "500ms");
    world.organizations.instead = write -> new WriteResult.Rejected("name: is taken");
    world.own();
    Delivery ada = world.user("ada", "Ada", "1");

    world.send(ada, world.organization("1", "Acme"));
    world.until("it is parked", () -> world.results(ada).contains("PARKED"));

    assertThat(world.texts("select reason from parked where object = 'user'").get(0))
        .startsWith("Waited 0.5s for desk-prod|organization|erp|customer|1")
        .endsWith("which is parked: name: is taken");
  }

  @Test
  void aChildThatWasForgottenIsFoundByTheSweep() {
    world.own();
    Delivery ada = world.user("ada", "Ada", "1");
    world.send(ada);
    world.until("it waits", () -> world.count("waiting") == 1);

    world.execute(
        "insert into link (ref, connection, object, target_key, shared, sequence, ord, delivery,"
            + " written) values ('desk-prod|organization|erp|customer|1', 'desk-prod',"
            + " 'organization', 'organization-77', false, '', 0, 'by hand', '')");
    world.until("it is written", () -> world.results(ada).contains("CREATED"));

    assertThat(world.target.byExternalId("organization_id"))
        .containsEntry("ada", "organization-77");
  }
}
