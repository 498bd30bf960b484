package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All rows of a list that is paged by cursor. */
final class CursorPages {

  /** Asks for one page. */
  @FunctionalInterface
  interface Ask {
    JsonNode page(Integer size, String after);
  }

  private CursorPages() {}

  static List<JsonNode> all(String key, Ask ask) {
    List<JsonNode> rows = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      JsonNode page = ask.page(Lookup.HUNDRED, after.orElse(null));
      page.path(key).forEach(rows::add);
      String last = after.orElse("");
      after =
          Optional.of(page.path("meta"))
              .filter(meta -> meta.path("has_more").asBoolean())
              .map(meta -> meta.path("after_cursor").asText(""))
              .filter(cursor -> !cursor.isEmpty() && !cursor.equals(last));
    } while (after.isPresent());
    return rows;
  }
}
