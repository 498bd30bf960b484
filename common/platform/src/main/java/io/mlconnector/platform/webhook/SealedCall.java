package io.mlconnector.platform.webhook;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import java.util.Map;

/** A call as it is stored: sealed as a whole, for one connection and hook. */
record SealedCall(Map<String, String> headers, byte[] body) {

  static final String FIELD = "webhook/";

  static byte[] seal(Vault vault, String connection, String hook, Call call) {
    String clear = CanonicalJson.text(new SealedCall(call.headers(), call.body()));
    return vault.seal(new Secret(clear), connection, field(hook));
  }

  static Call open(Vault vault, String connection, String hook, byte[] sealed) {
    String clear = vault.open(sealed, connection, field(hook)).reveal();
    SealedCall call = CanonicalJson.read(clear, SealedCall.class);
    return new Call(
        call.headers == null ? Map.of() : call.headers,
        call.body == null ? new byte[0] : call.body);
  }

  private static String field(String hook) {
    return FIELD + hook;
  }
}
