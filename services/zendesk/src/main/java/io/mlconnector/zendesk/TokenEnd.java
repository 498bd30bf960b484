package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Check.End;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zendesk.api.CurrentTokenApi;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** When an access token ends that a person pasted; those that we sign in for are renewed. */
final class TokenEnd {

  /** A scope that does not show it; an API token, which has none. */
  private static final Set<Integer> NOT_SHOWN = Set.of(403, 404);

  private TokenEnd() {}

  static List<End> of(Connection connection) {
    boolean renewed = !connection.facts().isEmpty();
    if (renewed) {
      return List.of();
    }
    try {
      JsonNode end =
          connection.client(CurrentTokenApi.class).show().path("token").path("expires_at");
      return end.isTextual()
          ? List.of(new End("access token", Instant.parse(end.asText())))
          : List.of();
    } catch (VendorFailure e) {
      if (NOT_SHOWN.contains(e.status())) {
        return List.of();
      }
      throw e;
    }
  }
}
