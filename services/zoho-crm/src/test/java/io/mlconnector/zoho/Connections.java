package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.zoho.ZohoAccounts;
import io.mlconnector.testkit.Vendor;

/** Connection documents that the simulated organization takes. */
final class Connections {

  static final Vendor ZOHO = new Vendor("zoho");

  private Connections() {}

  static ObjectNode refreshToken(String id) {
    ObjectNode document = document(id, "refresh-token");
    ((ObjectNode) document.path("auth")).put("refreshToken", ZohoAccounts.REFRESH_TOKEN);
    return document;
  }

  static ObjectNode grantCode(String id) {
    ObjectNode document = document(id, "grant-code");
    String code = ZOHO.post("/grant-codes", "{}").path("code").asText();
    ((ObjectNode) document.path("auth")).put("grantCode", code);
    return document;
  }

  static ObjectNode consented(String id) {
    return document(id, "authorization-code");
  }

  private static ObjectNode document(String id, String mode) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id).put("system", "zoho-crm").put("environment", "test");
    document.put("baseUrl", new Vendor("zoho-accounts").url()).put("timeZone", "UTC");
    // The tests share one organization's day; what they spend is counted apart.
    document.put("share", 1);
    document
        .putObject("auth")
        .put("mode", mode)
        .put("clientId", ZohoAccounts.CLIENT_ID)
        .put("clientSecret", ZohoAccounts.CLIENT_SECRET);
    document
        .putObject("settings")
        .put("edition", "enterprise")
        .put("users", 10)
        .put("currency", "EUR");
    return document;
  }

  /** The same with every stream switched off, so that only what a test asks for is counted. */
  static ObjectNode quiet(ObjectNode document) {
    ObjectNode streams = document.putObject("streams");
    Kind.ALL.forEach(kind -> streams.putObject(kind.stream()).put("enabled", false));
    return document;
  }
}
