package io.mlconnector.sandbox.jde;

import java.time.Instant;

/**
 * A session of a user on the AIS server.
 *
 * @param device the device name it was asked for with, or the address of the caller without one
 * @param named whether it was asked for with a device name
 * @param lastUsed when it was last used, which keeps it alive
 */
record Session(
    String token,
    String user,
    String environment,
    String role,
    String jasServer,
    String device,
    boolean named,
    Instant since,
    Instant lastUsed) {

  Session usedAt(Instant now) {
    return new Session(token, user, environment, role, jasServer, device, named, since, now);
  }
}
