package io.mlconnector.mapping.outcome;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.record.Links.Link;
import io.mlconnector.mapping.record.UnreadableTable.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A batch of outcomes, read: the last word on each delivery, the newest link of each ref, and what
 * cannot be read.
 */
record Arrived(List<Outcome> outcomes, List<Link> links, List<Unreadable> unreadable) {

  static Arrived read(List<ConsumerRecord<String, byte[]>> batch) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    Map<String, Link> links = new TreeMap<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : batch) {
      try {
        Outcome outcome = outcome(message);
        String ref = outcome.ref().toString();
        outcomes.merge(
            ref + "\n" + outcome.delivery(),
            outcome,
            (one, other) -> other.attempt() >= one.attempt() ? other : one);
        if (outcome.agreed() && outcome.targetKey() != null && outcome.sequence() != null) {
          links.merge(
              ref,
              new Link(outcome.ref(), outcome.targetKey(), outcome.sequence()),
              (one, other) -> other.sequence().isAfter(one.sequence()) ? other : one);
        }
      } catch (IllegalArgumentException e) {
        unreadable.add(
            new Unreadable(
                message.topic(),
                message.partition(),
                message.offset(),
                message.key() == null ? null : message.key().replace('\0', '?'),
                "not an outcome"));
      }
    }
    return new Arrived(List.copyOf(outcomes.values()), List.copyOf(links.values()), unreadable);
  }

  /** Only these outcomes, and the links of their refs. */
  Arrived only(List<Outcome> some) {
    if (some.size() == outcomes.size()) {
      return this;
    }
    Set<Ref> refs = new HashSet<>();
    some.forEach(each -> refs.add(each.ref()));
    return new Arrived(
        some, links.stream().filter(link -> refs.contains(link.ref())).toList(), unreadable);
  }

  private static Outcome outcome(ConsumerRecord<String, byte[]> message) {
    if (message.value() == null) {
      throw new IllegalArgumentException("An outcome without a value");
    }
    Outcome outcome = CanonicalJson.read(message.value(), Outcome.class);
    if (outcome.delivery() == null || outcome.ref() == null || outcome.result() == null) {
      throw new IllegalArgumentException("An outcome without delivery, ref or result");
    }
    return outcome;
  }
}
