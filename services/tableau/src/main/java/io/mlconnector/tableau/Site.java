package io.mlconnector.tableau;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.tableau.api.ServerApi;
import java.util.Map;

/**
 * The site that a connection is signed in to, for the paths of its calls.
 *
 * @param version of the REST API
 * @param id the site's LUID
 * @param user our own LUID
 */
record Site(Connection connection, String version, String id, String user) {

  /**
   * The site; signs in where nobody has yet.
   *
   * @throws VendorFailure where that fails
   */
  static Site of(Connection connection) {
    Map<String, String> facts = connection.facts();
    if (!facts.containsKey(Session.SITE)) {
      // Any signed call signs in first; this one needs nothing that only a sign-in tells.
      connection.client(ServerApi.class).info();
      facts = connection.facts();
    }
    if (!facts.containsKey(Session.SITE)) {
      throw VendorFailure.unavailable(0, null, false, "The sign-in told of no site");
    }
    return new Site(
        connection, facts.get(Session.VERSION), facts.get(Session.SITE), facts.get(Session.USER));
  }

  <T> T client(Class<T> api) {
    return connection.client(api);
  }

  /** The code of a refusal, such as 409006; empty where it has none. */
  static String code(VendorFailure failure) {
    return failure.body() == null ? "" : failure.body().at("/error/code").asText("");
  }
}
