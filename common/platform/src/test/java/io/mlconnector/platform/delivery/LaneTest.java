package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.event.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {

  private final Lane lane = new Lane();
  private long id;

  private Item item(String ref, Mode mode, long number) {
    return new Item(
        ++id, "d" + id, ref, "object", mode, new Sequence(1, number), 1, 0, false, false);
  }

  @Test
  void ofWaitingUpsertsOnlyTheNewestIsKept() {
    Item old = item("a", Mode.UPSERT, 1);
    Item young = item("a", Mode.UPSERT, 2);

    assertThat(lane.offer(old)).isEmpty();
    assertThat(lane.offer(young)).containsExactly(old);
    assertThat(lane.take("object", 10)).containsExactly(young);
  }

  @Test
  void anOlderUpsertThatComesLateIsNeedlessAtOnce() {
    Item young = item("a", Mode.UPSERT, 2);
    Item late = item("a", Mode.UPSERT, 1);
    lane.offer(young);

    assertThat(lane.offer(late)).containsExactly(late);
  }

  @Test
  void anOlderUpsertIsNeedlessWhileANewerOneIsOpen() {
    Item young = item("a", Mode.UPSERT, 2);
    Item late = item("a", Mode.UPSERT, 1);
    lane.offer(young);
    lane.take("object", 1);

    assertThat(lane.offer(late)).containsExactly(late);
  }

  @Test
  void appendedItemsAreAllKeptInOrder() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Item item = item("a", Mode.APPEND, 5 - i);
      items.add(item);
      assertThat(lane.offer(item)).isEmpty();
    }

    List<Item> taken = new ArrayList<>();
    while (lane.ready("object") > 0) {
      taken.addAll(lane.take("object", 10));
      lane.finish(taken.get(taken.size() - 1));
    }
    assertThat(taken).containsExactlyElementsOf(items);
  }

  @Test
  void anOpenItemKeepsTheOthersOfItsRefBackAndNoOthers() {
    Item open = item("a", Mode.UPSERT, 1);
    Item next = item("a", Mode.UPSERT, 2);
    Item other = item("b", Mode.UPSERT, 1);
    lane.offer(open);
    lane.take("object", 1);
    lane.offer(next);
    lane.offer(other);

    assertThat(lane.take("object", 10)).containsExactly(other);
    lane.finish(open);
    assertThat(lane.take("object", 10)).containsExactly(next);
  }

  @Test
  void anItemThatIsGivenBackGivesWayToANewerOne() {
    Item open = item("a", Mode.UPSERT, 1);
    Item next = item("a", Mode.UPSERT, 2);
    lane.offer(open);
    lane.take("object", 1);
    lane.offer(next);

    assertThat(lane.giveBack(open)).containsExactly(open);
    assertThat(lane.take("object", 10)).containsExactly(next);
  }

  @Test
  void aHeldRefNeitherStartsNorForgetsAnything() {
    Item old = item("a", Mode.UPSERT, 1);
    Item young = item("a", Mode.UPSERT, 2);
    lane.hold("a");

    assertThat(lane.offer(old)).isEmpty();
    assertThat(lane.offer(young)).isEmpty();
    assertThat(lane.take("object", 10)).isEmpty();
    assertThat(lane.release("a")).containsExactly(old);
    assertThat(lane.take("object", 10)).containsExactly(young);
  }

  @Test
  void nothingIsKeptOfRefsThatAreAtTheirEnd() {
    for (int i = 0; i < 100; i++) {
      Item item = item("ref" + i, Mode.UPSERT, 1);
      lane.offer(item);
      lane.take("object", 1);
      lane.finish(item);
    }

    assertThat(lane.size()).isZero();
    assertThat(lane.refs()).isZero();
  }

  /** Random histories against the rules: one open per ref, order kept, newest wins, none lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void randomHistoriesLoseNothingAndKeepOrder(long seed) {
    Random random = new Random(seed);
    Map<String, Item> open = new HashMap<>();
    Map<String, Item> newest = new HashMap<>();
    Map<String, List<Item>> written = new HashMap<>();
    Set<Long> ended = new HashSet<>();
    int offered = 0;
    for (int step = 0; step < 5_000; step++) {
      int dice = random.nextInt(10);
      if (dice < 4) {
        Mode mode = random.nextInt(3) == 0 ? Mode.APPEND : Mode.UPSERT;
        String ref = mode + "" + random.nextInt(8);
        Item item = item(ref, mode, random.nextInt(1000));
        offered++;
        newest.merge(ref, item, (a, b) -> b.supersedes(a) ? b : a);
        end(lane.offer(item), ended);
      } else if (dice < 6) {
        for (Item item : lane.take("object", 1 + random.nextInt(3))) {
          assertThat(open.put(item.ref(), item)).as("one open per ref").isNull();
        }
      } else if (!open.isEmpty()) {
        Item item = List.copyOf(open.values()).get(random.nextInt(open.size()));
        open.remove(item.ref());
        if (dice < 9) {
          lane.finish(item);
          written.computeIfAbsent(item.ref(), any -> new ArrayList<>()).add(item);
          assertThat(ended.add(item.id())).isTrue();
        } else {
          end(lane.giveBack(item), ended);
        }
      }
    }
    drain(open, written, ended);

    assertThat(ended).hasSize(offered);
    assertThat(lane.size()).isZero();
    assertThat(lane.refs()).isZero();
    written.forEach((ref, items) -> checkOrder(ref, items, newest));
  }

  private void drain(Map<String, Item> open, Map<String, List<Item>> written, Set<Long> ended) {
    open.values().forEach(item -> end(lane.giveBack(item), ended));
    List<Item> taken = lane.take("object", 100);
    while (!taken.isEmpty()) {
      for (Item item : taken) {
        lane.finish(item);
        written.computeIfAbsent(item.ref(), any -> new ArrayList<>()).add(item);
        ended.add(item.id());
      }
      taken = lane.take("object", 100);
    }
  }

  private static void checkOrder(String ref, List<Item> items, Map<String, Item> newest) {
    if (ref.startsWith("APPEND")) {
      assertThat(items).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    } else {
      assertThat(items)
          .as("the newest of all is written, whenever it was")
          .anySatisfy(item -> assertThat(item.sequence()).isEqualTo(newest.get(ref).sequence()));
    }
  }

  private static void end(List<Item> items, Set<Long> ended) {
    items.forEach(item -> assertThat(ended.add(item.id())).isTrue());
  }
}
