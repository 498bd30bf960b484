package io.mlconnector.embedded;

import java.util.Map;

/** Whether a committed transaction survives a crash of the machine. */
public enum Durability {

  /** As PostgreSQL is in production. */
  SAFE(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on")),

  /** No waiting for the disk: for tests, whose data nobody needs after a crash. */
  FAST(Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));

  private final Map<String, String> settings;

  Durability(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Server settings by name, as in PostgreSQL's documentation, chapter "Write Ahead Log". */
  Map<String, String> settings() {
    return settings;
  }
}
