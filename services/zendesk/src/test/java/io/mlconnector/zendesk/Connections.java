package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;

/** Connection documents that the simulated Zendesk takes. */
final class Connections {

  private Connections() {}

  static ObjectNode clientCredentials(String id, String url) {
    ObjectNode document = document(id, url);
    document
        .putObject("auth")
        .put("mode", "client-credentials")
        .put("clientId", ZendeskAccess.CLIENT_ID)
        .put("clientSecret", ZendeskAccess.CLIENT_SECRET);
    return document;
  }

  static ObjectNode apiToken(String id, String url, String email, String token) {
    ObjectNode document = document(id, url);
    document.putObject("auth").put("mode", "api-token").put("email", email).put("token", token);
    return document;
  }

  static ObjectNode token(String id, String url, String token) {
    ObjectNode document = document(id, url);
    document.putObject("auth").put("mode", "token").put("token", token);
    return document;
  }

  static ObjectNode consented(String id, String url) {
    ObjectNode document = clientCredentials(id, url);
    ((ObjectNode) document.path("auth")).put("mode", "authorization-code");
    return document;
  }

  private static ObjectNode document(String id, String url) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id).put("system", "zendesk").put("environment", "test");
    document.put("baseUrl", url).put("timeZone", "UTC");
    document.putObject("settings").put("plan", "enterprise");
    return document;
  }
}
