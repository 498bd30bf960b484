package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.PartiesApi;
import io.mlconnector.spi.Connection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collection;

/**
 * Attributes of one account or contact, with the ETag by which a change of anything in it shows.
 *
 * @param etag null where the pod gives none
 */
record PartyItem(String owner, String customer, JsonNode json, String etag) {

  /**
   * Reads attributes.
   *
   * @throws io.mlconnector.spi.VendorFailure of kind REJECTED: status 404 where there is no such
   *     party, 400 where it has no such attribute
   */
  static PartyItem read(
      Connection connection, String owner, String customer, Collection<String> attributes) {
    FusionSettings settings = new FusionSettings(connection.settings());
    try (Response answer =
        connection
            .client(PartiesApi.class)
            .get(
                settings.version(),
                owner,
                customer,
                String.valueOf(settings.framework()),
                String.join(",", attributes))) {
      return new PartyItem(
          owner,
          customer,
          answer.readEntity(JsonNode.class),
          answer.getHeaderString(HttpHeaders.ETAG));
    }
  }

  /**
   * Changes attributes.
   *
   * @throws io.mlconnector.spi.VendorFailure of kind REJECTED, status 412, where somebody else did
   *     since it was read
   */
  void change(Connection connection, JsonNode attributes) {
    FusionSettings settings = new FusionSettings(connection.settings());
    connection
        .client(PartiesApi.class)
        .update(
            settings.version(),
            owner,
            customer,
            String.valueOf(settings.framework()),
            etag,
            attributes);
  }
}
