package io.mlconnector.console.asides;

import io.mlconnector.console.connections.Urls;
import java.time.Instant;

/**
 * Records that stand aside or wait for one reason.
 *
 * @param place where they do; see {@link Place}
 * @param connection or, in the mapping, the route
 * @param object the target object or the source stream; null in the mapping
 * @param kind of the reason, such as REJECTED; null where there is none
 * @param since of the oldest
 * @param sample one record
 */
public record Group(
    Place place,
    String connection,
    String object,
    String kind,
    String reason,
    long count,
    Instant since,
    String sample) {

  /** The address of the page with its records. */
  public String address() {
    return "/parked/items?" + query();
  }

  /** What picks this group. */
  public String query() {
    return "place=%s&connection=%s&object=%s&kind=%s&reason=%s"
        .formatted(place.text(), part(connection), part(object), part(kind), part(reason));
  }

  private static String part(String text) {
    return text == null ? "" : Urls.encoded(text);
  }
}
