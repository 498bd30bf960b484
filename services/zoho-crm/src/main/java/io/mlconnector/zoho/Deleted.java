package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zoho.api.RecordsApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A page of records that were deleted, into the recycle bin or for good. */
record Deleted(List<Page.Removed> removed, boolean more) {

  private static final int PAGE = 200;

  static Deleted since(Connection connection, Kind kind, Instant since, int page) {
    JsonNode answer =
        connection
            .client(RecordsApi.class)
            .deleted(kind.module(), "all", page, PAGE, Coql.stamp(since));
    Coql.Answer rows = Coql.read(answer);
    if (rows.more() && rows.rows().isEmpty()) {
      throw lost(kind);
    }
    List<Page.Removed> removed = new ArrayList<>();
    for (JsonNode row : rows.rows()) {
      boolean forGood = row.path("type").asText().equals("permanent");
      removed.add(
          new Page.Removed(
              row.path("id").asText(),
              forGood ? "deleted for good in Zoho" : "moved to Zoho's recycle bin"));
    }
    return new Deleted(removed, rows.more());
  }

  static VendorFailure lost(Kind kind) {
    return VendorFailure.rejected(
        200, "Zoho says that there are more %s, and does not show them".formatted(kind.module()));
  }
}
