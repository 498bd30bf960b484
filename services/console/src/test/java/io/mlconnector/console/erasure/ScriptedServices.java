package io.mlconnector.console.erasure;

import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The mapping and an adapter that do as a test says; without a word they hold nothing. */
final class ScriptedServices extends Services {

  boolean dies;
  final Set<String> away = new HashSet<>();
  final List<String> asked = new ArrayList<>();
  final Map<String, Deque<Done>> answers = new HashMap<>();
  Person person = new Person(List.of(), List.of(), List.of());

  ScriptedServices() {
    super(null, null);
  }

  void answer(String service, Done done) {
    answers.computeIfAbsent(service, any -> new ArrayDeque<>()).add(done);
  }

  @Override
  Set<String> names() {
    return new TreeSet<>(Set.of(CONSOLE, MAPPING, "zendesk"));
  }

  @Override
  Person find(Erasure whom) throws NotDone {
    present(MAPPING);
    return person;
  }

  @Override
  Map<String, Long> look(String service, Erasure whom) throws NotDone {
    present(service);
    return Map.of();
  }

  @Override
  Done erase(String service, String id, Erasure whom) throws NotDone {
    present(service);
    asked.add(service + " " + whom.records());
    Deque<Done> next = answers.getOrDefault(service, new ArrayDeque<>());
    return next.isEmpty() ? new Done(Map.of(), 0, null) : next.poll();
  }

  @Override
  void lift(String service, String id) throws NotDone {
    present(service);
    asked.add(service + " lifts");
  }

  private void present(String service) throws NotDone {
    if (dies) {
      throw new IllegalStateException("killed");
    }
    if (away.contains(service)) {
      throw new NotDone(service + " does not answer");
    }
  }
}
