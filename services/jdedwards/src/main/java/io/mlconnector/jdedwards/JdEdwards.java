package io.mlconnector.jdedwards;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Oracle JD Edwards EnterpriseOne, by its Application Interface Services. */
@ApplicationScoped
public class JdEdwards implements Adapter {

  /** A session is one HTML server session, which does one thing at a time. */
  private static final int CONCURRENCY = 1;

  @Override
  public String system() {
    return "jdedwards";
  }

  @Override
  public String title() {
    return "Oracle JD Edwards EnterpriseOne";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    return JdeSpec.spec();
  }

  @Override
  public Limits limits(Settings settings) {
    return Limits.none(CONCURRENCY);
  }

  @Override
  public List<SourceStream<?>> sources() {
    return List.of(new Customers(), new Credit(), new Vendors(), new Contacts());
  }

  @Override
  public List<Sink> sinks() {
    return List.of(
        new EntrySink("customer", Party.CUSTOMER),
        new EntrySink("vendor", Party.VENDOR),
        new ContactSink());
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new AddressNumbers());
  }

  /**
   * Orchestrations are the customer's own: what they take shall be known before a route is made.
   */
  @Override
  public boolean checkedWhenSaved() {
    return true;
  }

  @Override
  public Check check(Connection connection) {
    try {
      List<Right> rights = new ArrayList<>();
      Rights look = new Rights(connection);
      rights.addAll(look.reading());
      rights.addAll(look.writing(sinks()));
      Map<String, String> facts = connection.facts();
      return new Check(
          "%s as %s in %s"
              .formatted(
                  facts.getOrDefault(Session.USER, "our user"),
                  facts.getOrDefault(Session.ROLE, "its role"),
                  facts.getOrDefault(Session.ENVIRONMENT, "its environment")),
          rights);
    } catch (VendorFailure failure) {
      throw Unreachable.explained(failure);
    }
  }
}
