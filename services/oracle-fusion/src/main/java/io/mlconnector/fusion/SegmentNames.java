package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FinanceApi;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What values of segments are called, from the value sets that the settings name. */
final class SegmentNames {

  /** As financeFilters knows them. */
  static final String FILTERS = "segment-values";

  private static final String VALUE = "Value";

  private final Connection connection;
  private final FinanceSettings settings;

  SegmentNames(Connection connection) {
    this.connection = connection;
    this.settings = new FinanceSettings(connection.settings());
  }

  /** Names by value; those without are absent, as are all of a segment without a value set. */
  Map<String, String> of(String segment, Collection<String> values) {
    String set = segment == null ? null : settings.valueSets().get(segment);
    Map<String, String> names = new HashMap<>();
    if (set == null || values.isEmpty()) {
      return names;
    }
    QueryDialect dialect = settings.dialect(FILTERS);
    int batch = dialect.inLists() ? Resource.KEYS_PER_CALL : 1;
    List<String> all = values.stream().filter(dialect::says).toList();
    for (int start = 0; start < all.size(); start += batch) {
      List<String> some = all.subList(start, Math.min(all.size(), start + batch));
      for (JsonNode row : page(set, dialect.oneOf(VALUE, some), batch).items()) {
        FusionRow value = new FusionRow(row);
        if (value.text("Description") != null) {
          names.put(value.required(VALUE), value.text("Description"));
        }
      }
    }
    return names;
  }

  private FusionPage page(String set, String q, int most) {
    FusionSettings fusion = settings.fusion();
    return FinanceResource.granted(
        "valueSets",
        () ->
            connection
                .client(FinanceApi.class)
                .children(
                    fusion.version(),
                    "valueSets",
                    set,
                    "values",
                    String.valueOf(fusion.framework()),
                    q,
                    null,
                    null,
                    FinanceResource.LINKS,
                    most,
                    0));
  }
}
