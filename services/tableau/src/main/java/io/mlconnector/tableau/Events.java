package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Events of data sources and workbooks. They carry neither signature nor id: who calls is known by
 * a secret in the address, and one that comes again by its content. They confirm and inform; what
 * became of a publish its job alone decides.
 *
 * @see <a
 *     href="https://help.tableau.com/current/developer/webhooks/en-us/docs/webhooks-events-payload.html">Events
 *     and payload</a>
 */
final class Events implements Webhook {

  static final String NAME = "events";

  /**
   * Tableau never forgets a webhook, but may switch it off: a seventh of this is how often we look.
   */
  private static final Duration LIFE = Duration.ofDays(7);

  private static final int SECRET_BYTES = 32;

  private static final List<String> IDENTITY =
      List.of(
          "resource", "event_type", "resource_name", "site_luid", "resource_luid", "created_at");

  private static final Set<String> TROUBLE = Set.of("DatasourceDeleted", "DatasourceRefreshFailed");

  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String verify(Connection connection, List<Secret> secrets, Call call) {
    boolean ours = false;
    for (Secret secret : secrets) {
      ours |= MessageDigest.isEqual(bytes(secret.reveal()), bytes(call.rest()));
    }
    if (!ours) {
      throw new Refused("the address is not one of ours");
    }
    if (isTest(call)) {
      return "test";
    }
    JsonNode body = read(call);
    StringBuilder identity = new StringBuilder();
    IDENTITY.forEach(field -> identity.append(body.path(field).asText()).append('\n'));
    return body.isObject() ? hash(identity.toString()) : "";
  }

  /** The payload of a test is empty. */
  private static boolean isTest(Call call) {
    String text = new String(call.body(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() || text.equals("{}");
  }

  private static JsonNode read(Call call) {
    try {
      return CanonicalJson.read(call.body(), JsonNode.class);
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not there", e);
    }
  }

  @Override
  public List<Notice> notices(Connection connection, Call call) {
    if (isTest(call)) {
      return List.of();
    }
    JsonNode body = read(call);
    if (body.path("event_type").asText("").isEmpty()) {
      throw new Untranslatable("event_type", "is missing");
    }
    return List.of();
  }

  /**
   * Data sources that are gone or could not be refreshed, if they are ours; nothing is believed
   * before Tableau was asked. Workbooks are not ours, and what became of a publish its job says.
   */
  @Override
  public List<TableNotice> tables(Connection connection, Call call) {
    if (isTest(call)) {
      return List.of();
    }
    JsonNode body = read(call);
    String event = body.path("event_type").asText("");
    String luid = body.path("resource_luid").asText("");
    boolean trouble = TROUBLE.contains(event) && luid.matches("[A-Za-z0-9-]{1,64}");
    return trouble ? List.of(new TableNotice(DataSources.OBJECT, luid, event)) : List.of();
  }

  @Override
  public boolean registers() {
    return true;
  }

  @Override
  public Duration life(Settings settings) {
    return LIFE;
  }

  @Override
  public Secret register(Connection connection, URI address, URI before) {
    Subscriptions there = Subscriptions.of(Site.of(connection));
    if (before != null && !before.equals(address)) {
      there.remove(before);
    }
    String secret = there.secret(address).orElseGet(this::newSecret);
    there.bring(address, secret);
    return new Secret(secret);
  }

  private String newSecret() {
    byte[] noise = new byte[SECRET_BYTES];
    random.nextBytes(noise);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
  }

  @Override
  public void unregister(Connection connection, URI address) {
    Subscriptions.of(Site.of(connection)).remove(address);
  }
}
