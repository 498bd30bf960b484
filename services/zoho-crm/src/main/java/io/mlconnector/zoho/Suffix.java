package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.spi.Write;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names that Zoho allows only once, told apart by the source key where a route wants that. */
final class Suffix {

  private Suffix() {}

  static boolean wanted(Write write) {
    return "suffix".equals(write.policies().get(Records.DUPLICATES));
  }

  /** A record as the write's route sees it: a name that we had to suffix is the one wanted. */
  static Map<String, JsonNode> seen(Layout layout, Write write, JsonNode row) {
    Map<String, JsonNode> seen = new LinkedHashMap<>(layout.seen(write, row));
    String name = layout.kind().name();
    String plain = write.text(name);
    if (plain != null && suffixed(write, plain).equals(seen.get(name).asText())) {
      seen.put(name, TextNode.valueOf(plain));
    }
    return seen;
  }

  static Write with(Layout layout, Write write) {
    String name = layout.kind().name();
    Map<String, JsonNode> fields = new LinkedHashMap<>(write.fields());
    fields.computeIfPresent(
        name, (path, value) -> TextNode.valueOf(suffixed(write, value.asText())));
    return new Write(
        write.delivery(),
        write.ref(),
        write.key(),
        fields,
        write.current(),
        write.match(),
        write.policies(),
        write.shared());
  }

  private static String suffixed(Write write, String name) {
    return name + " (" + write.ref().source().key() + ")";
  }
}
