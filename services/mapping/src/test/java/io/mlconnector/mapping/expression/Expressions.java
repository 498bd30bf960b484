package io.mlconnector.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.RecordKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Expressions over the published example of each entity. */
final class Expressions {

  static final RecordKey RECORD = new RecordKey("fusion-prod", "customer", "300100012345");

  private Expressions() {}

  static JsonNode example(String entity) {
    try (InputStream json = EntityType.class.getResourceAsStream("/examples/" + entity + ".json")) {
      return CanonicalJson.read(json.readAllBytes(), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Expression customer(String text) {
    return Expression.compile(text, EntityType.CUSTOMER, ExternalIdScheme.DEFAULT);
  }

  static Evaluated evaluate(String text) {
    return evaluate(text, Limits.DEFAULT);
  }

  static Evaluated evaluate(String text, Limits limits) {
    return customer(text).evaluate(RECORD, Values.plain(example("customer")), new Bounds(limits));
  }

  /** The value as JSON text. */
  static String value(String text) {
    Evaluated evaluated = evaluate(text);
    return evaluated instanceof Evaluated.Value value ? value.json().toString() : evaluated + "";
  }
}
