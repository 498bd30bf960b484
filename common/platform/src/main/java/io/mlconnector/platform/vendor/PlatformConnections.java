package io.mlconnector.platform.vendor;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.delivery.DeliveryConfig;
import io.mlconnector.platform.vendor.budget.PauseTable;
import io.mlconnector.platform.vendor.signin.SignInMemory;
import io.mlconnector.platform.vendor.signin.SignInTable;
import io.mlconnector.platform.vendor.transport.Proxies;
import io.mlconnector.platform.vendor.transport.Trust;
import io.mlconnector.spi.Adapter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Opens connections over the network. */
@ApplicationScoped
public class PlatformConnections implements VendorConnections {

  private final OpeningParts parts;

  @Inject
  PlatformConnections(
      Adapter adapter,
      Vertx vertx,
      VendorConfig config,
      DeliveryConfig delivery,
      FlowConfig flow,
      TimeLapse lapse,
      SignInTable signIns,
      PauseTable pauses,
      CertificateTable certificates,
      Attention attention,
      Clock clock,
      MeterRegistry meters) {
    this(
        new OpeningParts(
            adapter,
            vertx,
            config,
            delivery.writeTimeout(),
            flow.local(),
            lapse,
            new Proxies(
                config.proxy().orElse(null),
                config.noProxy().orElse(List.of()),
                config.proxyUser().orElse(null),
                config.proxyPasswordFile().orElse(null)),
            config.caFile().map(Trust::with).orElse(null),
            signIns::of,
            pauses::of,
            certificates,
            attention,
            clock,
            meters));
  }

  PlatformConnections(OpeningParts parts) {
    this.parts = parts;
  }

  @Override
  public VendorConnection open(ConnectionDocument document, Credentials credentials, Lease lease) {
    return new Opening(parts, document, credentials, lease).open();
  }

  @Override
  public VendorConnection attempt(
      ConnectionDocument document, Credentials credentials, Lease lease, SignInMemory memory) {
    return new Opening(parts.trying(memory), document, credentials, lease).open();
  }
}
