package io.mlconnector.flow.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What arrived, and the promise that every key's numbers first came in order, none left out. */
final class Received {

  private final Map<String, Integer> newest = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  synchronized void add(String key, int number) {
    int next = newest.getOrDefault(key, -1) + 1;
    if (number == next) {
      newest.put(key, number);
    } else if (number > next) {
      faults.add("%s: %d came before %d".formatted(key, number, next));
      newest.put(key, number);
    }
  }

  synchronized boolean complete(int keys, int numbers) {
    return newest.size() == keys && newest.values().stream().allMatch(n -> n == numbers - 1);
  }

  synchronized void isInOrder() {
    assertThat(faults).isEmpty();
  }

  @Override
  public synchronized String toString() {
    return newest + " " + faults;
  }
}
