package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftAccounts;

/** Connection documents that the simulated PeopleSoft takes. */
final class Connections {

  static final String HOOK_SECRET = "a-long-secret-of-the-node";

  private Connections() {}

  static ObjectNode basic(String id, String url) {
    ObjectNode document = document(id, url);
    document
        .putObject("auth")
        .put("mode", "basic")
        .put("username", PeopleSoftAccounts.OPRID)
        .put("password", PeopleSoftAccounts.PASSWORD)
        .put("webhookSecret", HOOK_SECRET);
    return document;
  }

  static ObjectNode token(String id, String url, String client) {
    ObjectNode document = document(id, url);
    document
        .putObject("auth")
        .put("mode", "client-credentials")
        .put("tokenUrl", url + PeopleSoftAccounts.TOKEN_PATH)
        .put("clientId", PeopleSoftAccounts.CLIENT_ID)
        .put("clientSecret", PeopleSoftAccounts.CLIENT_SECRET)
        .put("scope", PeopleSoftAccounts.SCOPE)
        .put("clientAuthentication", client)
        .put("webhookSecret", HOOK_SECRET);
    return document;
  }

  private static ObjectNode document(String id, String url) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id).put("system", "peoplesoft").put("environment", "test");
    document.put("baseUrl", url).put("timeZone", "America/Chicago");
    document.putObject("settings").put("node", "PSFT_HR").put("pageSize", 20);
    ObjectNode streams = document.putObject("streams");
    for (String stream : new String[] {"employees", "vendors"}) {
      streams.putObject(stream).put("every", "1h");
    }
    return document;
  }

  static ObjectNode silent(ObjectNode document) {
    document.path("streams").forEach(stream -> ((ObjectNode) stream).put("enabled", false));
    return document;
  }
}
