package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;

/** A person: an end user, an agent or an admin. */
public final class User extends Entity {

  boolean active = true;

  /** Came from another account by ticket sharing; nobody here may change it. */
  boolean shared;

  /** What everybody was told last; null for nothing yet. */
  UserFacts facts;

  User(long id, Instant now) {
    super(id, now);
  }

  public String role() {
    return text("role").orElse("end-user");
  }

  public boolean isAdmin() {
    return role().equals("admin");
  }

  /** An agent or an admin. */
  public boolean isStaff() {
    return !role().equals("end-user");
  }

  public boolean suspended() {
    return flag("suspended");
  }

  public boolean active() {
    return active;
  }
}
