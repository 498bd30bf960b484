package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.flow.erasure.Erasure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Erasing one of a pair: the other side is the same one, and the agreed values go with both. */
class MirrorErasureTest {

  private final TwoSides world = new TwoSides();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void bothSidesAreFoundAndWhatTheyAgreedOnGoes() {
    String left = world.pair("ann");
    world.poll(world.crm, "c1");
    world.settle();
    assertThat(world.mapping.rows("select phase from mirror_pair")).containsExactly("PAIRED");

    List<String> records =
        world
            .mapping
            .persons
            .find(new Erasure(List.of("erp|customer|" + left), List.of()))
            .records();
    assertThat(records).containsExactly("crm|customer|c1", "erp|customer|" + left);
    world.mapping.eraser.erase("e1", new Erasure(records, List.of()));

    assertThat(world.mapping.rows("select state from mirror_pair")).isEmpty();
    assertThat(world.mapping.rows("select ref from link")).isEmpty();
    world.mapping.outbox.messages();
    world.erp.edit(left, "Name", "ann again");
    world.poll(world.erp, left);
    world.poll(world.crm, "c1");
    assertThat(world.mapping.outbox.deliveries()).isEmpty();
    assertThat(world.mapping.rows("select state from mirror_pair")).isEmpty();
    assertThat(world.mapping.rows("select data from snapshot where data is not null")).isEmpty();
  }

  @Test
  void anOutcomeThatComesAfterItChangesNothing() {
    String left = world.erp.make("Name", "ann", "Email", "ann@example.com");
    world.poll(world.erp, left);
    world.mapping.meetings.goOn();
    var first = world.mapping.outbox.deliveries();
    assertThat(first).isNotEmpty();
    world.mapping.eraser.erase(
        "e1", new Erasure(List.of("erp|customer|" + left), List.of("ann@example.com")));

    first.forEach(
        delivery -> world.mapping.tell(world.twin(delivery.ref().connection()).take(delivery)));
    world.settle();

    assertThat(world.mapping.rows("select state from mirror_pair")).isEmpty();
    assertThat(world.mapping.rows("select ref from link")).isEmpty();
  }
}
