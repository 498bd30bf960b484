package io.mlconnector.platform.testsystem;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells of changed customers: the body is {@code delivery id: key, key}, signed by HMAC. */
public final class TestHook implements Webhook {

  private static final String TABLE = "table ";

  public static final String SIGNATURE = "x-signature";

  /** A body on which the hook breaks. */
  public static final String DEFECT = "defect";

  @Override
  public String name() {
    return "changed";
  }

  @Override
  public String verify(Connection connection, List<Secret> secrets, Call call) {
    String given = call.headers().get(SIGNATURE);
    if (given == null || secrets.stream().noneMatch(secret -> fits(given, secret, call))) {
      throw new Refused("signature");
    }
    if (text(call).equals(DEFECT)) {
      throw new IllegalStateException("a defect of the adapter");
    }
    return text(call).split(":")[0];
  }

  private static boolean fits(String given, Secret secret, Call call) {
    String right = sign(secret.reveal(), call.body());
    return MessageDigest.isEqual(given.getBytes(), right.getBytes());
  }

  /** The secret that the vendor signs with from now on, by connection; absent for refusing us. */
  public static final Map<String, String> AT_VENDOR = new ConcurrentHashMap<>();

  /** Where the vendor calls, by connection. */
  public static final Map<String, URI> CALLED = new ConcurrentHashMap<>();

  /** How long the vendor keeps what was registered; null for ever. */
  public static volatile Duration life;

  @Override
  public Duration life(Settings settings) {
    return life;
  }

  @Override
  public boolean registers() {
    return true;
  }

  @Override
  public Secret register(Connection connection, URI address, URI before) {
    vendor(connection);
    CALLED.put(connection.id(), address);
    return new Secret(AT_VENDOR.get(connection.id()));
  }

  @Override
  public void unregister(Connection connection, URI address) {
    vendor(connection);
    CALLED.remove(connection.id(), address);
  }

  private static void vendor(Connection connection) {
    if (!AT_VENDOR.containsKey(connection.id())) {
      throw VendorFailure.rejected(403, "Webhooks are not for you");
    }
  }

  @Override
  public List<Notice> notices(Connection connection, Call call) {
    String[] parts = text(call).split(":");
    if (parts.length != 2) {
      throw new Untranslatable("body", "has no keys");
    }
    if (parts[1].startsWith(TABLE)) {
      return List.of();
    }
    return List.of(
        new Notice("customers", Arrays.stream(parts[1].split(",")).map(String::strip).toList()));
  }

  @Override
  public List<TableNotice> tables(Connection connection, Call call) {
    String named = text(call).split(":")[1];
    return named.startsWith(TABLE)
        ? List.of(new TableNotice("data-source", named.substring(TABLE.length()), "failed"))
        : List.of();
  }

  /** The signature of a body, as the vendor makes it. */
  public static String sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Call call) {
    return new String(call.body(), StandardCharsets.UTF_8);
  }
}
