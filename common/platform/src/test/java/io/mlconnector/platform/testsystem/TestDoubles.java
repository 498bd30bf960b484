package io.mlconnector.platform.testsystem;

import io.mlconnector.platform.vendor.Consents;
import io.mlconnector.platform.vendor.VendorConnections;
import io.quarkus.arc.DefaultBean;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;

/**
 * Stand-ins for rooms of the platform that are not what a test is about; a test that is about one
 * excludes this class.
 */
public class TestDoubles {

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  VendorConnections vendorConnections(Clock clock) {
    return (document, credentials, lease) -> new TestConnection(document, credentials, clock);
  }

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  Consents consents() {
    return new Consents() {
      @Override
      public URI begin(String connection, String starter) {
        if (starter.isBlank()) {
          throw new IllegalArgumentException("nobody asks");
        }
        return URI.create("https://consent.test-system.com/" + connection);
      }

      @Override
      public URI redirectUrl() {
        return URI.create("https://consent.test-system.com/oauth/callback");
      }
    };
  }

  @Produces
  @DefaultBean
  @Singleton
  TestStreams streams() {
    return new TestStreams();
  }
}
