package io.mlconnector.peoplesoft;

import io.mlconnector.peoplesoft.api.QueryApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.util.List;

/** Runs queries of a connection, and says what is likely wrong where one does not run. */
record QueryAccess(Connection connection, PsSettings settings) {

  private static final String SEPARATOR = ",";

  QueryAccess(Connection connection) {
    this(connection, new PsSettings(connection));
  }

  /**
   * Runs a query.
   *
   * @param prompts their names
   * @param values one for each, empty for none
   * @throws VendorFailure of kind REJECTED where a value has a comma, which nobody knows how to
   *     write in a list
   */
  Result run(String query, List<String> prompts, List<String> values) {
    for (String value : values) {
      if (value.contains(SEPARATOR)) {
        throw VendorFailure.rejected(0, "A value for query %s holds a comma".formatted(query));
      }
    }
    boolean json = settings.asksForJson();
    String body =
        Causes.explained(
            settings.node(),
            () ->
                connection
                    .client(QueryApi.class)
                    .execute(
                        settings.node(),
                        settings.owner(),
                        query,
                        json ? "JSON" : "XMLP",
                        "N",
                        settings.pageSize(),
                        prompts.isEmpty() ? null : String.join(SEPARATOR, prompts),
                        prompts.isEmpty() ? null : String.join(SEPARATOR, values),
                        json ? Boolean.TRUE : null));
    return Causes.explained(settings.node(), () -> ResultReader.read(query, body));
  }
}
