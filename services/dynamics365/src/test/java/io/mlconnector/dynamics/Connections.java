package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.dynamics.DynamicsAccounts;

/** Connection documents that the simulated environment takes. */
final class Connections {

  static final String HOOK_SECRET = "a-long-secret-of-the-hook";

  private Connections() {}

  static ObjectNode v2(String id, String url) {
    return document(id, url, "client-credentials");
  }

  static ObjectNode v1(String id, String url) {
    return document(id, url, "client-credentials-v1");
  }

  private static ObjectNode document(String id, String url, String mode) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id).put("system", "dynamics365").put("environment", "test");
    document.put("baseUrl", url).put("timeZone", "UTC");
    document
        .putObject("auth")
        .put("mode", mode)
        .put("tenant", DynamicsAccounts.TENANT)
        .put("authority", url)
        .put("clientId", DynamicsAccounts.CLIENT_ID)
        .put("clientSecret", DynamicsAccounts.CLIENT_SECRET)
        .put("webhookSecret", HOOK_SECRET);
    document.putObject("settings").put("pageSize", 7);
    ObjectNode streams = document.putObject("streams");
    for (String stream : new String[] {"customers", "vendors", "contacts"}) {
      streams.putObject(stream).put("every", "1s");
    }
    return document;
  }
}
