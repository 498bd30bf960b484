package io.mlconnector.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.screens.Screen;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One vendor system that the sandbox plays: it speaks that vendor's protocol and nothing else. */
public interface SimulatedVendor {

  /** The name used in control paths and in the ledger, such as {@code zendesk}. */
  String name();

  /**
   * Adds the vendor's own paths to a router that serves this vendor only, on a port of its own.
   *
   * <p>Ledger, request body (whole, in memory) and faults already stand in front of it. All calls
   * of one vendor arrive on one thread; edits from tests and from the control port do not, so a
   * vendor guards its state by a lock of its own.
   */
  void mount(Router router);

  /**
   * Further hosts of the vendor, each on a port of its own and with the ledger and the faults of
   * this vendor: name, such as {@code zoho-accounts}, to what it serves.
   */
  default Map<String, Consumer<Router>> otherHosts() {
    return Map.of();
  }

  /** Told once where the vendor and its other hosts listen, by their names. */
  default void listensAt(Map<String, URI> hosts) {}

  /**
   * Adds the vendor's edit commands. The router already sits below {@code /sandbox/{name}} of the
   * control port, so a path here starts after that; request bodies are read.
   */
  void mountControl(Router control);

  /** How this vendor words an error of its own making, such as 429 or 503, for injected faults. */
  Reply errorReply(RoutingContext call, int status);

  /** Makes every token issued so far worthless, as when an administrator revokes them. */
  void revokeTokens();

  /** What a newcomer needs to call it by hand: accounts, paths, examples. Shown by the control. */
  ObjectNode describe();

  /** What people call it. */
  default String title() {
    return name();
  }

  /** What people see and edit in the vendor's pages; empty where only programs are simulated. */
  default List<Screen> screens() {
    return List.of();
  }

  /** Grows with every change, so that an unchanged state is not written again. */
  default long changes() {
    return 0;
  }

  /** Everything that a restarted sandbox must find again; null from a vendor that keeps nothing. */
  default JsonNode save() {
    return null;
  }

  /** Ends whatever the vendor does by itself, such as calling webhooks. */
  default void close() {}

  /** Takes the place of the seed: what {@link #save} gave in an earlier run. */
  default void restore(JsonNode saved) {}
}
