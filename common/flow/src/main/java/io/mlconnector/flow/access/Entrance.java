package io.mlconnector.flow.access;

/** A service's own way for people to sign in, and what it shows to those who have not yet. */
public interface Entrance {

  /** Whether people have to sign in; where not, the service is loopback only. */
  boolean asks();

  /** Whether strangers may see it, such as the page to sign in on. */
  boolean isOpen(String path);
}
