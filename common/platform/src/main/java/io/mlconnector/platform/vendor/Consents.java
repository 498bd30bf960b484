package io.mlconnector.platform.vendor;

import java.net.URI;

/** Consent of a person in the browser, for connections that sign in by authorization code. */
public interface Consents {

  /**
   * Starts a consent, which has to be finished within ten minutes.
   *
   * @param starter who asks, as the access check knows them; only the browser that opens the
   *     address first can finish it
   * @return where to send the browser, once
   * @throws IllegalArgumentException where the connection's auth mode knows no consent
   */
  URI begin(String connection, String starter);

  /** The redirect URL that has to be registered at the vendor, for copying. */
  URI redirectUrl();
}
