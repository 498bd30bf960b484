package io.mlconnector.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of one external system: what it needs to connect, what it gives and what it
 * takes. The only CDI bean of an adapter; stateless, called from several threads.
 */
public interface Adapter {

  /** The system's name in configuration and topics, such as {@code oracle-fusion}. */
  String system();

  /** The system's name for people. */
  String title();

  /** What a connection to the system needs. */
  ConnectionSpec connectionSpec();

  /** The vendor's documented budgets for this connection's plan. */
  Limits limits(Settings settings);

  /**
   * Where signed calls go, for vendors who say that at sign-in; by default to the base URL.
   *
   * @param facts what the sign-in told; empty where it told nothing
   * @throws VendorFailure of kind UNAUTHORIZED where that is no place for a token of ours
   */
  default URI home(URI baseUrl, Settings settings, Map<String, String> facts) {
    return baseUrl;
  }

  /**
   * What a refusal means, for vendors whose status alone misleads; by default what its status says.
   *
   * @param failure with the vendor's answer in {@link VendorFailure#body()}
   */
  default VendorFailure judged(VendorFailure failure) {
    return failure;
  }

  /**
   * Whether the vendor answers a missing right at one place by 401, like a session that is over.
   * Then a place that refuses what others take is told apart, and only it is left alone.
   */
  default boolean refusesByPlace() {
    return false;
  }

  /** What can be read; empty for a system that is only a target. */
  default List<SourceStream<?>> sources() {
    return List.of();
  }

  /** What can be written; empty for a system that is only a source. */
  default List<Sink> sinks() {
    return List.of();
  }

  /** Tables that can be kept; empty for most. */
  default List<TableSink> tables() {
    return List.of();
  }

  /** What the system may call us for. */
  default List<Webhook> webhooks() {
    return List.of();
  }

  /**
   * Signs in and looks: who we are, what we may read and write, which privilege is missing.
   *
   * @throws VendorFailure where the system does not let us look
   */
  Check check(Connection connection);

  /**
   * Whether {@link #check} is asked by itself once a connection was saved, because it looks at
   * things that the customer has made for us and that routes depend on.
   */
  default boolean checkedWhenSaved() {
    return false;
  }

  /**
   * How often {@link #check} is asked by itself as long as the connection is there, because
   * something at the vendor lapses when nobody uses it, or changes without a word; null for never.
   */
  default Duration checkedEvery() {
    return null;
  }
}
