package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a batch of writes finds at Zendesk: by id, and by external id in hundreds. */
final class Lookup {

  /** The most ids that a show_many takes. */
  static final int HUNDRED = 100;

  /** What is longer is asked for alone, so that no record of others makes an address too long. */
  private static final int LONG = 255;

  private final Map<String, JsonNode> byId = new HashMap<>();
  private final Map<String, JsonNode> byExternalId = new HashMap<>();

  private Lookup() {}

  /**
   * Looks up what the writes may mean: known ids first, then the external ids of all that have no
   * known id or whose known id is no longer there.
   *
   * @param ids gives the objects of ids joined by commas
   * @param externalIds gives the objects of external ids joined by commas
   * @param externalId gives the objects of one external id, which may hold commas
   */
  static Lookup of(
      List<Write> writes,
      Function<String, Iterable<JsonNode>> ids,
      Function<String, Iterable<JsonNode>> externalIds,
      Function<String, Iterable<JsonNode>> externalId) {
    Lookup lookup = new Lookup();
    List<String> known = writes.stream().map(Write::key).filter(Objects::nonNull).toList();
    chunks(known).forEach(chunk -> ids.apply(chunk).forEach(lookup::add));
    List<String> wanted =
        writes.stream()
            .filter(write -> write.key() == null || !lookup.byId.containsKey(write.key()))
            .map(write -> write.text("external_id"))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<Boolean, List<String>> alone =
        wanted.stream()
            .collect(Collectors.partitioningBy(id -> id.contains(",") || id.length() > LONG));
    chunks(alone.get(false)).forEach(chunk -> externalIds.apply(chunk).forEach(lookup::add));
    alone.get(true).forEach(one -> externalId.apply(one).forEach(lookup::add));
    return lookup;
  }

  /** The object of a write, by id or by external id; null where there is none. */
  JsonNode of(Write write) {
    JsonNode known = write.key() == null ? null : byId.get(write.key());
    if (known != null) {
      return known;
    }
    String externalId = write.text("external_id");
    return externalId == null ? null : byExternalId.get(lower(externalId));
  }

  /** The user among them who has the e-mail address; null where there is none. */
  JsonNode withEmail(String email) {
    return byId.values().stream()
        .filter(user -> email != null && user.path("email").asText("").equalsIgnoreCase(email))
        .findFirst()
        .orElse(null);
  }

  Collection<JsonNode> all() {
    return byId.values();
  }

  private void add(JsonNode object) {
    if (object.path("active").asBoolean(true)) {
      byId.put(object.path("id").asText(), object);
      String externalId = object.path("external_id").asText(null);
      if (externalId != null) {
        byExternalId.put(lower(externalId), object);
      }
    }
  }

  // Zendesk compares external ids without case.
  private static String lower(String externalId) {
    return externalId.toLowerCase(Locale.ROOT);
  }

  /** Values, each once, joined by commas in hundreds. */
  static List<String> chunks(Collection<String> values) {
    List<String> distinct = values.stream().distinct().toList();
    List<String> chunks = new ArrayList<>();
    for (int start = 0; start < distinct.size(); start += HUNDRED) {
      chunks.add(
          String.join(",", distinct.subList(start, Math.min(distinct.size(), start + HUNDRED))));
    }
    return chunks;
  }
}
