package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.jde.JdeAccounts;

/** Connection documents that the simulated EnterpriseOne takes. */
final class Connections {

  static final String HOOK_SECRET = "a-long-secret-of-the-hook";

  private Connections() {}

  static ObjectNode password(String id, String url) {
    ObjectNode document = document(id, url);
    auth(document, "password")
        .put("username", JdeAccounts.USER)
        .put("password", JdeAccounts.PASSWORD)
        .put("jasServer", JdeAccounts.JAS_SERVER);
    return document;
  }

  static ObjectNode basic(String id, String url) {
    ObjectNode document = document(id, url);
    auth(document, "basic").put("username", JdeAccounts.USER).put("password", JdeAccounts.PASSWORD);
    return document;
  }

  static ObjectNode jwt(String id, String url) {
    ObjectNode document = document(id, url);
    auth(document, "jwt").put("jwt", JdeAccounts.JWT);
    return document;
  }

  private static ObjectNode auth(ObjectNode document, String mode) {
    return document
        .putObject("auth")
        .put("mode", mode)
        .put("environment", JdeAccounts.ENVIRONMENT)
        .put("role", JdeAccounts.ROLE)
        .put("webhookSecret", HOOK_SECRET);
  }

  private static ObjectNode document(String id, String url) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id).put("system", "jdedwards").put("environment", "test");
    document.put("baseUrl", url + "/jderest").put("timeZone", "America/Denver");
    ObjectNode settings = document.putObject("settings");
    settings
        .put("companies", JdeAccounts.COMPANY)
        .put("pageSize", 7)
        .put("keysPerCall", 5)
        .put("matchPageSize", 11)
        .put("customerCreate", "CreateCustomer")
        .put("customerUpdate", "UpdateCustomer")
        .put("vendorCreate", "CreateVendor")
        .put("vendorUpdate", "UpdateVendor")
        .put("contactCreate", "CreateContact")
        .put("contactUpdate", "UpdateContact");
    settings.putObject("customerInputs").put("company", "Company");
    ObjectNode streams = document.putObject("streams");
    for (String stream : new String[] {"customers", "credit", "vendors", "contacts"}) {
      streams.putObject(stream).put("every", "1h");
    }
    return document;
  }
}
