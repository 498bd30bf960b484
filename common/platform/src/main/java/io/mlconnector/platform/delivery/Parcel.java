package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A delivery with all that is needed to decide on it.
 *
 * @param link null where the ref has none
 * @param parents target keys of the refs that its fields name, as far as there are any
 * @param overtaken whether a newer delivery of the ref is parked or waits
 * @param attempts how many writes were begun for it
 */
record Parcel(
    Item item,
    Delivery delivery,
    Link link,
    Map<Ref, String> parents,
    boolean overtaken,
    int attempts) {

  /** The first parent without a target key. */
  Optional<Ref> missingParent() {
    return delivery.fields().stream()
        .map(FieldWrite::linked)
        .filter(Objects::nonNull)
        .filter(parent -> !parents.containsKey(parent))
        .findFirst();
  }

  boolean appends() {
    return delivery.mode() == Delivery.Mode.APPEND;
  }

  boolean flagsRemoved() {
    return delivery.mode() == Delivery.Mode.FLAG_REMOVED;
  }

  /** Whether nothing is to be written. */
  boolean looks() {
    return delivery.mode() == Delivery.Mode.LOOK;
  }

  /** Whether there is nothing to ask the vendor: the ref is only to be linked. */
  boolean onlyLinks() {
    return looks() && delivery.fields().isEmpty() && key() != null;
  }

  boolean shares() {
    return Boolean.parseBoolean(delivery.policies().get("shares"));
  }

  String key() {
    return link == null ? delivery.key() : link.key();
  }
}
