package io.mlconnector.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what is in the target for records that mapping previews and compares. */
final class ObjectReads {

  static final int MAX_WRITES = 1000;

  private ObjectReads() {}

  /**
   * One record to look for.
   *
   * @param ref as an object, or in its text form
   * @param key the target record's key where it is known
   * @param fields what the route wants, by field path
   */
  record Wanted(
      JsonNode ref,
      String key,
      Map<String, JsonNode> fields,
      List<String> match,
      Map<String, String> policies) {}

  /**
   * What is there.
   *
   * @param found {@code absent}, {@code present}, {@code gone}, {@code ambiguous} or {@code
   *     refused}
   * @param current the record's fields by path, where it is present
   * @param reason why it must not be touched, or which there are to choose from
   */
  record Read(String found, String key, Map<String, JsonNode> current, String reason) {}

  /** One answer per wanted record, in order, asked for in the sink's batch size. */
  static List<Read> read(Connection connection, Sink sink, List<Wanted> wanted) {
    if (wanted.size() > MAX_WRITES) {
      throw Problem.badRequest("Ask for at most %d records at a time".formatted(MAX_WRITES));
    }
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      writes.add(write(wanted.get(i), i));
    }
    List<Read> reads = new ArrayList<>();
    for (int from = 0; from < writes.size(); from += sink.batchSize()) {
      List<Write> batch = writes.subList(from, Math.min(writes.size(), from + sink.batchSize()));
      sink.find(connection, batch).forEach(found -> reads.add(read(found)));
    }
    return reads;
  }

  private static Write write(Wanted wanted, int index) {
    return new Write(
        "read-" + index,
        ref(wanted.ref(), index),
        wanted.key(),
        wanted.fields() == null ? Map.of() : wanted.fields(),
        Map.of(),
        wanted.match() == null ? List.of() : wanted.match(),
        wanted.policies() == null ? Map.of() : wanted.policies(),
        false);
  }

  static Ref ref(JsonNode ref, int index) {
    try {
      if (ref == null || ref.isNull()) {
        throw new IllegalArgumentException("is missing");
      }
      return ref.isTextual()
          ? Ref.parse(ref.asText())
          : CanonicalJson.mapper().treeToValue(ref, Ref.class);
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw Problem.invalid(
          "A ref cannot be read",
          List.of(
              new FieldError(
                  "[%d].ref".formatted(index),
                  "must be a ref: connection|object|connection|entity|key, or its parts")));
    }
  }

  private static Read read(Found found) {
    if (found instanceof Found.Present present) {
      return new Read("present", present.key(), present.current(), null);
    }
    if (found instanceof Found.Gone gone) {
      return new Read("gone", gone.key(), null, null);
    }
    if (found instanceof Found.Refused refused) {
      return new Read("refused", null, null, refused.reason());
    }
    if (found instanceof Found.Ambiguous several) {
      return new Read("ambiguous", null, null, several.reason());
    }
    return new Read("absent", null, null, null);
  }
}
