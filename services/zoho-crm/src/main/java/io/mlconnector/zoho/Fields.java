package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zoho.api.SettingsApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * The fields of a module as an organization has them. They are asked for again when they are old,
 * or when somebody misses one; what goes with an ownership of a connection is forgotten with it.
 */
final class Fields {

  private static final Duration OLD = Duration.ofHours(1);
  private static final Duration YOUNG = Duration.ofSeconds(30);

  /** Not every organization lists them among its fields. */
  private static final Set<String> ALWAYS = Set.of("id", "Modified_Time");

  private static final Map<Connection, Map<String, Fields>> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final String module;
  private final Map<String, FieldMeta> byName;
  private final Instant asked;

  private Fields(String module, Map<String, FieldMeta> byName, Instant asked) {
    this.module = module;
    this.byName = byName;
    this.asked = asked;
  }

  /** The fields, at most an hour old. */
  static Fields of(Connection connection, Kind kind) {
    Fields known = known(connection).get(kind.module());
    Instant now = connection.clock().instant();
    return known == null || known.asked.plus(OLD).isBefore(now) ? live(connection, kind) : known;
  }

  /** The fields as they are now, or were a moment ago: somebody may just have added to them. */
  static Fields fresh(Connection connection, Kind kind) {
    Fields known = known(connection).get(kind.module());
    Instant now = connection.clock().instant();
    return known == null || known.asked.plus(YOUNG).isBefore(now) ? live(connection, kind) : known;
  }

  /** The fields as they are now. */
  static Fields live(Connection connection, Kind kind) {
    JsonNode answer = connection.client(SettingsApi.class).fields(kind.module());
    Map<String, FieldMeta> byName = new LinkedHashMap<>();
    if (answer != null) {
      answer.path("fields").forEach(json -> byName.put(json.path("api_name").asText(), read(json)));
    }
    if (byName.isEmpty()) {
      throw VendorFailure.rejected(
          200,
          "Zoho shows no fields of %s: does the organization have the module, and may our user see"
                  .formatted(kind.module())
              + " it?");
    }
    Fields fields = new Fields(kind.module(), byName, connection.clock().instant());
    known(connection).put(kind.module(), fields);
    return fields;
  }

  private static FieldMeta read(JsonNode json) {
    return FieldMeta.of(json);
  }

  private static Map<String, Fields> known(Connection connection) {
    return KNOWN.computeIfAbsent(
        connection, any -> Collections.synchronizedMap(new LinkedHashMap<>()));
  }

  /**
   * Asks with the fields that are known, and once more where the refusal may come from one that
   * somebody has just taken away.
   */
  static <T> T asking(Connection connection, Kind kind, Supplier<T> question) {
    Fields known = of(connection, kind);
    try {
      return question.get();
    } catch (VendorFailure e) {
      boolean other =
          e.kind() == VendorFailure.Kind.REJECTED
              && !fresh(connection, kind).byName.keySet().equals(known.byName.keySet());
      if (!other) {
        throw e;
      }
      return question.get();
    }
  }

  String module() {
    return module;
  }

  /** A field; null where the module has none of that name. */
  FieldMeta get(String name) {
    return byName.get(name);
  }

  Collection<FieldMeta> all() {
    return byName.values();
  }

  /** Those that there are. */
  List<String> present(Collection<String> names) {
    return names.stream()
        .filter(name -> ALWAYS.contains(name) || byName.containsKey(name))
        .toList();
  }
}
