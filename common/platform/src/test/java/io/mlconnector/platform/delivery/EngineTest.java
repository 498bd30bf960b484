package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The plain ways of a delivery through the engine. */
class EngineTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aNewRecordIsCreatedLinkedAndTold() {
    Delivery acme = world.organization("1", "Acme");
    world.own();

    world.send(acme);
    world.settled();

    assertThat(world.target.byExternalId("name")).containsOnlyKeys("1").containsValue("Acme");
    assertThat(world.results(acme)).containsExactly("CREATED");
    assertThat(world.texts("select target_key from link")).containsExactly("organization-1");
  }

  @Test
  void twoThousandDeliveriesAreTwentyFullBatches() {
    world.own();

    world.send(
        IntStream.range(0, 2000)
            .mapToObj(i -> world.organization("" + i, "Name " + i))
            .toArray(Delivery[]::new));
    world.settled();

    assertThat(world.organizations.batches).hasSize(20).containsOnly(100);
    assertThat(world.organizations.finds).hasSize(20);
    assertThat(world.target.size()).isEqualTo(2000);
  }
}
