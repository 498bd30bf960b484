package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Calls of an orchestration or a scheduled job that say which address numbers changed, as {@code
 * {"addressNumbers": [4242, 4243]}}; an {@code id} makes repeats known. They carry a secret, and
 * what they name is read again.
 */
final class AddressNumbers implements Webhook {

  private static final String NUMBERS = "addressNumbers";
  private static final int MOST = 10_000;

  @Override
  public String name() {
    return "address-numbers";
  }

  @Override
  public String verify(Connection connection, List<Secret> secrets, Call call) {
    String header = connection.settings().text("secretHeader").toLowerCase(Locale.ROOT);
    String shown = call.headers().get(header);
    if (shown == null) {
      throw new Refused("carries no secret in its header");
    }
    boolean known = false;
    for (Secret secret : secrets) {
      known |= MessageDigest.isEqual(bytes(secret.reveal()), bytes(shown));
    }
    if (!known) {
      throw new Refused("carries another secret");
    }
    return id(read(call.body()));
  }

  /**
   * An entry that changes twice is told of twice in the same words: without an id no call is a
   * repeat, and reading once more publishes nothing where nothing changed.
   */
  private static String id(JsonNode body) {
    String id = body == null ? "" : body.path("id").asText("").strip();
    return id.isEmpty() ? UUID.randomUUID().toString() : id;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Which stream an address number belongs to is not said: each reads what is its own. */
  @Override
  public List<Notice> notices(Connection connection, Call call) {
    JsonNode body = read(call.body());
    JsonNode named = body == null ? null : body.get(NUMBERS);
    if (named == null || !named.isArray() || named.isEmpty() || named.size() > MOST) {
      throw new Untranslatable(
          NUMBERS, "must be a list of 1 to %d address numbers, such as [4242]".formatted(MOST));
    }
    List<String> an8s = new ArrayList<>();
    for (JsonNode one : named) {
      String number = one.asText("").strip();
      if (!Numbers.isNumber(number)) {
        throw new Untranslatable(NUMBERS, "holds something that is no address number");
      }
      an8s.add(number);
    }
    return List.of(
        new Notice(Customers.NAME, an8s),
        new Notice(Vendors.NAME, an8s),
        new Notice(Contacts.NAME, an8s));
  }

  /** Null where it is no JSON, which only a genuine sender's call can be parked as. */
  private static JsonNode read(byte[] body) {
    try {
      return CanonicalJson.read(body, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
