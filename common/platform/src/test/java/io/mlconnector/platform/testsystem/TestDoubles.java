package io.mlconnector.platform.testsystem;

import io.mlconnector.platform.vendor.Consents;
import io.mlconnector.platform.vendor.VendorConnections;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;

/** Stand-ins for rooms of the platform that have no bean of their own in a test. */
public class TestDoubles {

  @Produces
  @DefaultBean
  @Singleton
  VendorConnections vendorConnections(Clock clock) {
    return (document, credentials, lease) -> new TestConnection(document, credentials, clock);
  }

  @Produces
  @DefaultBean
  @Singleton
  Consents consents() {
    return (connection, starter) -> {
      if (starter.isBlank()) {
        throw new IllegalArgumentException("nobody asks");
      }
      return URI.create("https://consent.test-system.com/" + connection);
    };
  }

  @Produces
  @DefaultBean
  @Singleton
  TestStreams streams() {
    return new TestStreams();
  }
}
