package io.mlconnector.platform.delivery;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.TableSink;
import java.util.List;

/** A system that only has sinks. */
final class FakeAdapter implements Adapter {

  Limits limits = Limits.none(4);
  List<TableSink> tables = List.of();
  private final List<Sink> sinks;

  FakeAdapter(List<Sink> sinks) {
    this.sinks = sinks;
  }

  @Override
  public String system() {
    return "desk";
  }

  @Override
  public String title() {
    return "Desk";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    throw new AssertionError("deliveries need no form of a connection");
  }

  @Override
  public Limits limits(Settings settings) {
    return limits;
  }

  @Override
  public List<Sink> sinks() {
    return sinks;
  }

  @Override
  public List<TableSink> tables() {
    return tables;
  }

  @Override
  public Check check(Connection connection) {
    throw new AssertionError("deliveries check no connection");
  }
}
