package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.delivery.Ref;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of deliveries: the same wish has the same id, however often it is decided. */
public final class DeliveryIds {

  private DeliveryIds() {}

  /**
   * @param event id of the event that brought the snapshot
   * @param cause why it is made beside the event itself, such as {@code run/12}; empty for the
   *     event
   */
  public static String of(String route, int version, Ref ref, String event, String cause) {
    String wish = String.join("\n", route, "" + version, ref.toString(), event, cause);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(wish.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
