package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Write;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tags that a route gives and takes beside those of other people. Zendesk takes tags as a whole; a
 * route that names its own changes only these.
 */
final class ManagedTags {

  static final Setting SETTING =
      Setting.optional(
          "managedTags",
          Setting.Type.LIST,
          "",
          "Tags that the route gives and takes, beside which all others stay; without it the"
              + " route's tags replace all.");

  private ManagedTags() {}

  /** The tags as the route sees them: as wanted, where writing them would change nothing. */
  static void show(Write write, Map<String, JsonNode> current) {
    if (managed(write).isEmpty() || !write.fields().containsKey("tags")) {
      return;
    }
    Set<String> there = texts(current.get("tags"));
    if (merged(write, there).equals(there)) {
      current.put("tags", write.fields().get("tags"));
    }
  }

  /** The fields to send: other people's tags stay. */
  static Map<String, JsonNode> sent(Write write) {
    if (managed(write).isEmpty() || !write.fields().containsKey("tags")) {
      return write.fields();
    }
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    merged(write, texts(write.current().get("tags"))).forEach(tags::add);
    Map<String, JsonNode> fields = new LinkedHashMap<>(write.fields());
    fields.put("tags", tags);
    return fields;
  }

  private static Set<String> merged(Write write, Set<String> there) {
    Set<String> tags = new LinkedHashSet<>(there);
    tags.removeAll(managed(write));
    tags.addAll(texts(write.fields().get("tags")));
    return tags;
  }

  private static Set<String> managed(Write write) {
    Set<String> managed = new LinkedHashSet<>();
    Arrays.stream(write.policies().getOrDefault("managedTags", "").split(","))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .forEach(tag -> managed.add(tag.toLowerCase(Locale.ROOT)));
    return managed;
  }

  private static Set<String> texts(JsonNode tags) {
    Set<String> texts = new LinkedHashSet<>();
    if (tags != null && tags.isArray()) {
      tags.forEach(tag -> texts.add(tag.asText().toLowerCase(Locale.ROOT)));
    } else if (tags != null && !tags.asText("").isBlank()) {
      texts.add(tags.asText().toLowerCase(Locale.ROOT));
    }
    return texts;
  }
}
