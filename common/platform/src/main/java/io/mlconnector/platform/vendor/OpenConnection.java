package io.mlconnector.platform.vendor;

import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.vendor.budget.JobSlots;
import io.mlconnector.platform.vendor.client.Calls;
import io.mlconnector.platform.vendor.client.TypedClients;
import io.mlconnector.platform.vendor.signin.CodeGrant;
import io.mlconnector.platform.vendor.signin.Signer;
import io.mlconnector.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A connection over some way of making calls. */
final class OpenConnection implements VendorConnection {

  private static final Log LOG = Log.of(OpenConnection.class);

  /** A vendor that does not answer must not keep the next owner waiting. */
  private static final Duration LONGEST_LEAVE = Duration.ofSeconds(3);

  private final ConnectionDocument document;
  private final Settings settings;
  private final Clock clock;
  private final Signer signer;
  private final JobSlots jobs;
  private final Calls calls;
  private final TypedClients clients;
  private final Map<URI, TypedClients> elsewhere = new ConcurrentHashMap<>();
  private final List<AutoCloseable> parts;

  /**
   * A connection.
   *
   * @param signer null for one whose calls are not signed
   * @param parts what closes with it, in this order
   */
  OpenConnection(
      ConnectionDocument document,
      Settings settings,
      Clock clock,
      Signer signer,
      JobSlots jobs,
      Calls calls,
      List<AutoCloseable> parts) {
    this.document = document;
    this.settings = settings;
    this.clock = clock;
    this.signer = signer;
    this.jobs = jobs;
    this.calls = calls;
    this.clients = new TypedClients(document.baseUrl(), calls);
    this.parts = List.copyOf(parts);
  }

  @Override
  public String id() {
    return document.id();
  }

  @Override
  public URI baseUrl() {
    return document.baseUrl();
  }

  @Override
  public ZoneId timeZone() {
    return document.timeZone() == null ? ZoneOffset.UTC : document.timeZone();
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Map<String, String> facts() {
    return signer == null ? Map.of() : signer.facts();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Set<String> streams() {
    return document.streams().entrySet().stream()
        .filter(stream -> stream.getValue().wanted())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public <T> T client(Class<T> api) {
    return clients.client(api);
  }

  @Override
  public <T> T clientAt(Class<T> api, URI place) {
    if (signer != null) {
      return VendorConnection.super.clientAt(api, place);
    }
    return elsewhere.computeIfAbsent(place, at -> new TypedClients(at, calls)).client(api);
  }

  @Override
  public JobSlots jobs() {
    return jobs;
  }

  @Override
  public void tryAgain() {
    signer.tryAgain();
  }

  @Override
  public void consented(CodeGrant grant) {
    signer.consented(grant);
  }

  @Override
  public void signOut(boolean forGood) {
    Thread leaving = new Thread(() -> leave(forGood), "sign-out-" + id());
    leaving.setDaemon(true);
    leaving.start();
    try {
      leaving.join(LONGEST_LEAVE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave(boolean forGood) {
    try {
      signer.giveBack(forGood);
    } catch (RuntimeException e) {
      LOG.info("Not signed out", "connection", id(), "reason", e.getMessage());
    }
  }

  @Override
  public void close() {
    clients.close();
    elsewhere.values().forEach(TypedClients::close);
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("A part of a connection did not close", e);
      }
    }
  }

  @Override
  public String toString() {
    return "Connection " + id();
  }
}
