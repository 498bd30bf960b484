package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A record with the rows of its children.
 *
 * @param below per child its rows; absent for children that were not asked for
 */
record FinanceRow(JsonNode json, Map<String, List<JsonNode>> below) {

  FusionRow row() {
    return new FusionRow(json);
  }

  List<FusionRow> children(String child) {
    return below.getOrDefault(child, List.of()).stream().map(FusionRow::new).toList();
  }
}
