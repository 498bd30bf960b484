package io.mlconnector.bench;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.SourceStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A system without limits of its own, so that what is measured is ours. */
@ApplicationScoped
public class BenchAdapter implements Adapter {

  @Override
  public String system() {
    return "bench";
  }

  @Override
  public String title() {
    return "Bench";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    return new ConnectionSpec(
        "Where the measured target listens, like http://127.0.0.1:9000.",
        List.of(),
        List.of(
            new AuthMode(
                "header",
                "A fixed header",
                List.of(Setting.required("token", Type.SECRET, "Anything.")),
                input -> new Auth.Header("X-Token", input.auth().secret("token")))),
        "1h");
  }

  @Override
  public Limits limits(Settings settings) {
    return Limits.none(4);
  }

  @Override
  public List<SourceStream<?>> sources() {
    return List.of(new Records());
  }

  @Override
  public List<Sink> sinks() {
    return List.of(new Entries());
  }

  @Override
  public Check check(Connection connection) {
    return new Check("bench", List.of());
  }
}
