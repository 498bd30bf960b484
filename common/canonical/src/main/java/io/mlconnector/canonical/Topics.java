package io.mlconnector.canonical;

/** The names of all topics, behind a prefix that an installation may choose (empty by default). */
public record Topics(String prefix) {

  public Topics {
    prefix = prefix == null ? "" : prefix;
  }

  /** Canonical events of an entity; compacted; key {@link RecordKey}. */
  public String canonical(String entity) {
    return prefix + "canonical." + entity + ".v1";
  }

  /** Work for the adapter of a system; key {@link io.mlconnector.canonical.delivery.Ref}. */
  public String deliveries(String system) {
    return prefix + "deliveries." + system;
  }

  /**
   * What became of deliveries, of all systems; key {@link io.mlconnector.canonical.delivery.Ref}.
   */
  public String outcomes() {
    return prefix + "outcomes";
  }

  /** Every step of every journey; key: the connection. */
  public String audit() {
    return prefix + "audit";
  }
}
