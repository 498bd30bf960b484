package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.spi.Connection;
import java.util.List;

/** One of the resources that hold customers, and what its rows mean. */
interface CustomerProfile {

  Resource resource();

  /** Rows with whatever else has to be asked for them. */
  List<FusionRow> rows(Connection connection, List<JsonNode> items);

  List<CanonicalRecord> translate(FusionSettings settings, FusionRow row);
}
