package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.SpotCheck;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zendesk.api.SearchApi;
import java.util.ArrayList;
import java.util.List;

/**
 * An organization's open tickets, pending ones and those on hold too, as Zendesk's search knows.
 */
final class OpenTickets implements SpotCheck {

  private static final int MOST = 1_000;

  @Override
  public long open(Connection connection, String group) {
    JsonNode count =
        connection.client(SearchApi.class).count("type:ticket " + query(group)).path("count");
    if (!count.canConvertToLong()) {
      throw VendorFailure.rejected(200, "Zendesk's search answers without a count");
    }
    return count.asLong();
  }

  @Override
  public List<String> keys(Connection connection, String group) {
    List<String> keys = new ArrayList<>();
    connection
        .client(SearchApi.class)
        .export(query(group), "ticket", MOST)
        .path("results")
        .forEach(ticket -> keys.add(ticket.path("id").asText()));
    return keys;
  }

  private static String query(String organization) {
    if (!organization.matches("\\d{1,18}")) {
      throw VendorFailure.rejected(400, "'%s' is no organization's id".formatted(organization));
    }
    return "organization:%s status<solved".formatted(organization);
  }
}
