package io.mlconnector.platform.webhook;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.vendor.VendorConfig;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the vendor shall call us, and setting it up there. */
@ApplicationScoped
public class Hooks {

  private static final Log LOG = Log.of(Hooks.class);
  private static final int RENEWALS = 7;
  private static final String NO_ADDRESS =
      "Set mlconnector.vendor.public-url to the address by which the vendor reaches this service;"
          + " until then polling carries everything";

  private final Adapter adapter;
  private final HookTable table;
  private final Transactions transactions;
  private final Clock clock;
  private final Optional<URI> publicUrl;

  Hooks(
      Adapter adapter,
      HookTable table,
      Transactions transactions,
      Clock clock,
      VendorConfig config) {
    this.adapter = adapter;
    this.table = table;
    this.transactions = transactions;
    this.clock = clock;
    this.publicUrl = config.publicUrl();
  }

  /**
   * A hook as people see it.
   *
   * @param address the full URL to be called; null where no public URL is set
   * @param registers whether it can be set up at the vendor from here
   * @param registered when it was; null where it was not, or at another address
   * @param lastCalled when a genuine call came last; null for never
   * @param hint what is missing; null where nothing is
   */
  public record View(
      String hook,
      URI address,
      boolean registers,
      Instant registered,
      Instant lastCalled,
      String hint) {}

  /** The hooks of a connection, whether called or not. */
  public List<View> of(String connection) {
    Map<String, HookTable.Known> known = table.of(connection);
    return adapter.webhooks().stream()
        .map(hook -> view(connection, hook, known.get(hook.name())))
        .toList();
  }

  private View view(String connection, Webhook hook, HookTable.Known known) {
    URI address = publicUrl.map(url -> address(url, connection, hook)).orElse(null);
    boolean there = known != null && address != null && address.equals(known.address());
    String hint =
        address == null
            ? NO_ADDRESS
            : hook.registers() && !there
                ? "Not set up at %s yet: register it; until then polling carries everything"
                    .formatted(adapter.title())
                : null;
    return new View(
        hook.name(),
        address,
        hook.registers(),
        there ? known.registered() : null,
        known == null ? null : known.lastCalled(),
        hint);
  }

  /**
   * Sets a hook up at the vendor; repeatable.
   *
   * @throws Problem 404 for an unknown hook, 409 where it cannot be set up from here
   * @throws VendorFailure where the vendor refuses or does not answer
   */
  public View register(Owned owned, String name) {
    Webhook hook =
        adapter.webhooks().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "%s has no hook %s; it has %s"
                            .formatted(
                                adapter.system(),
                                name,
                                adapter.webhooks().stream().map(Webhook::name).toList())));
    if (!hook.registers()) {
      throw Problem.conflict(
          "The hook %s has to be set up at %s by a person".formatted(name, adapter.title()));
    }
    URI address =
        publicUrl
            .map(url -> address(url, owned.id(), hook))
            .orElseThrow(() -> Problem.conflict(NO_ADDRESS));
    HookTable.Known known = table.of(owned.id()).get(name);
    Secret secret =
        hook.register(owned.connection(), address, known == null ? null : known.address());
    transactions.run(
        sql -> {
          owned.lease().guard(sql);
          table.registered(sql, owned.id(), name, address, secret);
        });
    LOG.info("Hook is set up at the vendor", "connection", owned.id(), "hook", name);
    return view(owned.id(), hook, table.of(owned.id()).get(name));
  }

  /** Sets up all hooks that can be and are not yet. */
  void registerMissing(Owned owned) {
    for (View view : of(owned.id())) {
      if (view.registers() && view.address() != null && view.registered() == null) {
        register(owned, view.hook());
      }
    }
  }

  /**
   * Sets up anew what the vendor forgets after a while, long before it does.
   *
   * @return whether something had lapsed, so that calls may be missing
   */
  boolean renewDue(Owned owned) {
    boolean lapsed = false;
    Map<String, HookTable.Known> known = table.of(owned.id());
    for (Webhook hook : adapter.webhooks()) {
      HookTable.Known one = known.get(hook.name());
      Duration life = hook.life(owned.connection().settings());
      if (life == null || one == null || one.registered() == null || publicUrl.isEmpty()) {
        continue;
      }
      Duration age = Duration.between(one.registered(), clock.instant());
      if (age.compareTo(life.dividedBy(RENEWALS)) >= 0) {
        register(owned, hook.name());
        lapsed |= age.compareTo(life) >= 0;
      }
    }
    return lapsed;
  }

  /** When the hooks of all connections were set up, by connection and name. */
  public Map<String, Map<String, Instant>> registered() {
    return table.registered();
  }

  /** What of ours is at the vendor, as people are told who have to delete it there. */
  public List<String> atVendor(String connection) {
    return table.of(connection).values().stream()
        .filter(known -> known.address() != null)
        .map(known -> stays(known.address(), "the connection is not at work"))
        .toList();
  }

  /** What of ours {@link #leave} will take away at the vendor, in words for people. */
  public List<String> undone(String connection) {
    return new TreeMap<>(table.of(connection))
        .entrySet().stream()
            .filter(hook -> hook.getValue().address() != null)
            .map(
                hook ->
                    "The webhook %s at %s, with what calls it there: it no longer calls %s"
                        .formatted(hook.getKey(), adapter.title(), hook.getValue().address()))
            .toList();
  }

  /**
   * Takes away at the vendor what was set up there.
   *
   * @return what stays because the vendor did not let us, in words for people
   */
  public List<String> leave(Owned owned) {
    List<String> stays = new ArrayList<>();
    table
        .of(owned.id())
        .forEach(
            (name, known) -> {
              if (known.address() != null) {
                leave(owned, name, known.address()).ifPresent(stays::add);
              }
            });
    return stays;
  }

  private Optional<String> leave(Owned owned, String name, URI address) {
    try {
      adapter.webhooks().stream()
          .filter(hook -> hook.name().equals(name))
          .forEach(hook -> hook.unregister(owned.connection(), address));
      transactions.run(sql -> table.forget(sql, owned.id(), name));
      return Optional.empty();
    } catch (VendorFailure e) {
      LOG.warn(
          e, "A hook stays at the vendor", "connection", owned.id(), "hook", name, "url", address);
      return Optional.of(stays(address, e.getMessage()));
    }
  }

  private String stays(URI address, String why) {
    return "The webhook to %s stays at %s (%s): delete it there"
        .formatted(address, adapter.title(), why);
  }

  private URI address(URI publicUrl, String connection, Webhook hook) {
    return UriBuilder.fromUri(publicUrl)
        .path("hooks")
        .path(adapter.system())
        .path(connection)
        .path(hook.name())
        .build();
  }
}
