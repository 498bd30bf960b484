package io.mlconnector.platform.testsystem;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells of changed customers: the body is {@code delivery id: key, key}, signed by HMAC. */
public final class TestHook implements Webhook {

  public static final String SIGNATURE = "x-signature";

  @Override
  public String name() {
    return "changed";
  }

  @Override
  public String verify(Connection connection, Call call) {
    String given = call.headers().get(SIGNATURE);
    String right = sign(connection.settings().secret("webhookSecret").reveal(), call.body());
    if (given == null || !MessageDigest.isEqual(given.getBytes(), right.getBytes())) {
      throw new Refused("signature");
    }
    return text(call).split(":")[0];
  }

  @Override
  public List<Notice> notices(Connection connection, Call call) {
    String[] parts = text(call).split(":");
    if (parts.length != 2) {
      throw new Untranslatable("body", "has no keys");
    }
    return List.of(
        new Notice("customers", Arrays.stream(parts[1].split(",")).map(String::strip).toList()));
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
