package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.tableau.TableauAccounts;

/** Connection documents that the simulated site takes. */
final class Connections {

  private Connections() {}

  static ObjectNode pat(String id, String url, String name, String secret) {
    ObjectNode document = document(id, url);
    document
        .putObject("auth")
        .put("mode", "pat")
        .put("site", TableauAccounts.SITE)
        .put("tokenName", name)
        .put("tokenSecret", secret);
    return document;
  }

  static ObjectNode connectedApp(String id, String url) {
    ObjectNode document = document(id, url);
    document
        .putObject("auth")
        .put("mode", "connected-app")
        .put("site", TableauAccounts.SITE)
        .put("clientId", TableauAccounts.APP_CLIENT_ID)
        .put("secretId", TableauAccounts.APP_SECRET_ID)
        .put("secretValue", TableauAccounts.APP_SECRET)
        .put("user", TableauAccounts.ADMINISTRATOR);
    return document;
  }

  private static ObjectNode document(String id, String url) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id).put("system", "tableau").put("environment", "test");
    return document.put("baseUrl", url).put("timeZone", "UTC");
  }
}
