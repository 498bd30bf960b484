package io.mlconnector.sandbox;

import io.vertx.ext.web.Router;

/** One vendor system that the sandbox plays: it speaks that vendor's protocol and nothing else. */
public interface SimulatedVendor {

  /** The name used in control paths and in the ledger, such as {@code zendesk}. */
  String name();

  /**
   * Adds the vendor's own paths to a router that serves this vendor only, on a port of its own.
   * Ledger and faults already stand in front of it.
   */
  void mount(Router router);

  /** Adds the vendor's edit commands below {@code /sandbox/{name}} of the control port. */
  void mountControl(Router control);
}
