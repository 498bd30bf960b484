package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Oracle PeopleSoft, by its Query Access Service and Integration Broker. */
@ApplicationScoped
public class PeopleSoft implements Adapter {

  @Override
  public String system() {
    return "peoplesoft";
  }

  @Override
  public String title() {
    return "Oracle PeopleSoft";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    return PsSpec.spec();
  }

  @Override
  public Limits limits(Settings settings) {
    return Limits.none(new PsSettings(settings).concurrency());
  }

  @Override
  public List<SourceStream<?>> sources() {
    return List.of(new Employees(), new Vendors());
  }

  @Override
  public List<Sink> sinks() {
    return List.of(new SupportLogins());
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new Messages());
  }

  /** Queries are the customer's own: what they lack shall be known before a poll. */
  @Override
  public boolean checkedWhenSaved() {
    return true;
  }

  @Override
  public Check check(Connection connection) {
    Today there = Today.of(connection);
    return new Check(
        "%s in %s, PeopleTools %s".formatted(there.user(), there.database(), there.release()),
        new Rights(connection).all(there));
  }
}
