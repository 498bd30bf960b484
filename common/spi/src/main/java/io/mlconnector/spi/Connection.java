package io.mlconnector.spi;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * One account at a vendor, as an adapter sees it. Every call through a client of it is signed,
 * metered, throttled, capped and bounded in time by the platform; it ends in a value or in a {@link
 * VendorFailure}.
 */
public interface Connection {

  /** The immutable id. */
  String id();

  URI baseUrl();

  /** The zone in which the vendor's dates without zone are meant. */
  ZoneId timeZone();

  Settings settings();

  /** Facts of the last sign-in; empty before it. */
  Map<String, String> facts();

  Clock clock();

  /** The names of the streams that are switched on; empty where that is not known. */
  default Set<String> streams() {
    return Set.of();
  }

  /**
   * A typed client at the base URL.
   *
   * @param api an interface with Jakarta REST annotations
   */
  <T> T client(Class<T> api);

  /**
   * A typed client at another place of the vendor's, for a {@link SignIn} that is sent there. Its
   * calls are guarded as any, but where they may go is for the sign-in to know.
   *
   * @throws IllegalStateException for any other connection: what signs calls is meant for the base
   *     URL, or for {@link Adapter#home}
   */
  default <T> T clientAt(Class<T> api, URI place) {
    throw new IllegalStateException("Only a sign-in calls other places");
  }
}
