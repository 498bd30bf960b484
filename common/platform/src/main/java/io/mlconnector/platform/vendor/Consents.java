package io.mlconnector.platform.vendor;

import java.net.URI;

/** Consent of a person in the browser, for connections that sign in by authorization code. */
public interface Consents {

  /**
   * Starts a consent.
   *
   * @param starter who asks, as the access check knows them; the callback must come from the same
   * @return where to send the browser
   * @throws IllegalArgumentException where the connection's auth mode knows no consent
   */
  URI begin(String connection, String starter);
}
