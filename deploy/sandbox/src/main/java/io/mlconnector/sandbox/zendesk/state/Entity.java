package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record of the account with an id, stamps, standard values and custom values. */
public abstract class Entity {

  final long id;
  final Instant createdAt;
  Instant updatedAt;
  final Map<String, JsonNode> values = new LinkedHashMap<>();
  final Map<String, JsonNode> custom = new LinkedHashMap<>();

  Entity(long id, Instant now) {
    this.id = id;
    this.createdAt = now.truncatedTo(ChronoUnit.SECONDS);
    this.updatedAt = createdAt;
  }

  public long id() {
    return id;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(v -> !v.isNull()).map(JsonNode::asText);
  }

  boolean flag(String name) {
    return values.containsKey(name) && values.get(name).asBoolean();
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** In the order in which incremental exports give records. */
  static <T extends Entity> List<T> exported(Collection<T> all) {
    return all.stream()
        .sorted(Comparator.comparing((T each) -> each.updatedAt).thenComparing(each -> each.id))
        .toList();
  }

  public Optional<String> externalId() {
    return text("external_id");
  }

  public String name() {
    return text("name").orElse("");
  }

  void touch(Instant now) {
    updatedAt = now.truncatedTo(ChronoUnit.SECONDS);
  }
}
