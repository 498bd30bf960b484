package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While deliveries are left, people on any replica see how many, and how long they will take. */
class DeliveryProgressTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
    assertThat(world.deaths).isEmpty();
  }

  private DeliveryProgress progress() {
    return DeliveryProgress.all(world.transactions).get(World.CONNECTION);
  }

  @Test
  void whatIsLeftIsShownWithTheTimeThatItWillTakeUntilNothingIs() {
    Semaphore batches = new Semaphore(0);
    world.organizations.before = writes -> batches.acquireUninterruptibly();
    world.own();
    world.send(
        IntStream.range(0, 1_000)
            .mapToObj(i -> world.organization("" + i, "Name " + i))
            .toArray(Delivery[]::new));
    world.until("it is seen", () -> progress() != null && progress().left() == 1_000);
    assertThat(progress().secondsLeft()).isNull();

    batches.release(5);

    world.until("half is done", () -> progress().done() == 500);
    assertThat(progress().left()).isEqualTo(500);
    assertThat(progress().secondsLeft()).isNotNull();
    assertThat(world.registry.get("mlconnector.deliveries.seconds.left").gauge().value())
        .isNotNegative();

    batches.release(5);
    world.until("nothing is left", () -> progress() == null);
  }
}
