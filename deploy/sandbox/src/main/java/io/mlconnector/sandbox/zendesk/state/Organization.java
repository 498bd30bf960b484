package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;

/** A company that end users belong to. */
public final class Organization extends Entity {
  Organization(long id, Instant now) {
    super(id, now);
  }
}
