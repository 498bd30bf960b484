package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.fusion.FusionAccounts;

/** Connection documents that the simulated pod takes. */
final class Connections {

  private Connections() {}

  static ObjectNode clientCredentials(String id, String url) {
    ObjectNode document = document(id, url);
    document
        .putObject("auth")
        .put("mode", "client-credentials")
        .put("clientId", FusionAccounts.CLIENT_ID)
        .put("clientSecret", FusionAccounts.CLIENT_SECRET)
        .put("tokenUrl", url + "/oauth2/v1/token")
        .put("scope", "urn:opc:resource:consumer::all");
    return document;
  }

  static ObjectNode consented(String id, String url) {
    ObjectNode document = clientCredentials(id, url);
    ((ObjectNode) document.path("auth"))
        .put("mode", "authorization-code")
        .put("authorizeUrl", url + "/oauth2/v1/authorize");
    return document;
  }

  static ObjectNode basic(String id, String url) {
    ObjectNode document = document(id, url);
    document
        .putObject("auth")
        .put("mode", "basic")
        .put("user", FusionAccounts.USER)
        .put("password", FusionAccounts.PASSWORD);
    return document;
  }

  private static ObjectNode document(String id, String url) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id).put("system", "oracle-fusion").put("environment", "test");
    document.put("baseUrl", url).put("timeZone", "Europe/Berlin");
    document
        .putObject("settings")
        .put("creditLimitAttribute", "CreditLimit_c")
        .put("creditCurrencyAttribute", "CreditCurrency_c")
        .put("paymentTermsAttribute", "PaymentTerms_c")
        .put("taxIdAttribute", "TaxpayerId_c")
        .put("categoryAttribute", "Category_c");
    ObjectNode streams = document.putObject("streams");
    streams.putObject("customers").put("every", "1s");
    streams.putObject("contacts").put("every", "1s");
    return document;
  }
}
