package io.mlconnector.fusion.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A page of a collection; {@code items} may be absent when it is empty.
 *
 * @param count how many items came, which is what the next offset is reckoned from
 */
public record FusionPage(List<JsonNode> items, Integer count, Boolean hasMore) {

  public FusionPage {
    items = items == null ? List.of() : List.copyOf(items);
  }

  public int size() {
    return count == null ? items.size() : count;
  }

  /** Whether to ask on; an empty page never leads anywhere. */
  public boolean more() {
    return Boolean.TRUE.equals(hasMore) && size() > 0;
  }
}
