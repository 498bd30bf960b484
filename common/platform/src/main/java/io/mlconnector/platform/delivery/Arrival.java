package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.platform.sql.Words;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A message of the deliveries topic: a delivery, or something that cannot be read as one. */
sealed interface Arrival {

  /** Longer ones do not fit into an index. */
  int LONGEST_REF = 2_000;

  int LONGEST_ID = 500;

  /** A delivery; {@code body} is the message as it came. */
  record Readable(Delivery delivery, String body, boolean risky) implements Arrival {

    /** The refs that its fields name, in their text form. */
    List<String> parents() {
      Set<String> parents = new LinkedHashSet<>();
      delivery.fields().stream()
          .map(FieldWrite::linked)
          .filter(Objects::nonNull)
          .forEach(parent -> parents.add(parent.toString()));
      return List.copyOf(parents);
    }
  }

  /** What cannot be read; {@code id} is the same whenever this message comes again. */
  record Unreadable(String id, String body, String reason) implements Arrival {}

  /**
   * Reads a message.
   *
   * @param place topic, partition and offset
   */
  static Arrival of(String place, byte[] message) {
    if (message == null) {
      return new Unreadable("unreadable:" + place, "", "The message is empty");
    }
    String body = new String(message, StandardCharsets.UTF_8);
    try {
      Delivery delivery = checked(CanonicalJson.read(message, Delivery.class));
      return new Readable(delivery, body, delivery.takesAway());
    } catch (RuntimeException e) {
      String reason = Words.clean("Not a delivery: " + e.getMessage());
      return new Unreadable("unreadable:" + place, Words.storable(body), reason);
    }
  }

  /** Names what is missing or does not fit. */
  private static Delivery checked(Delivery delivery) {
    text("id", delivery.id(), LONGEST_ID);
    require("ref", delivery.ref());
    ref("ref", delivery.ref());
    require("mode", delivery.mode());
    require("sequence", delivery.sequence());
    for (FieldWrite field : delivery.fields()) {
      require("fields[].path", field.path());
      if (field.linked() != null) {
        ref("fields[].linked", field.linked());
      }
    }
    return delivery;
  }

  private static void ref(String field, Ref ref) {
    require(field + ".connection", ref.connection());
    require(field + ".object", ref.object());
    require(field + ".source", ref.source());
    text(field, ref.toString(), LONGEST_REF);
  }

  private static void text(String field, String value, int longest) {
    require(field, value);
    if (value.isBlank() || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + " is blank or has a character 0");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > longest) {
      throw new IllegalArgumentException(field + " is longer than " + longest + " bytes");
    }
  }

  private static void require(String field, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }
}
