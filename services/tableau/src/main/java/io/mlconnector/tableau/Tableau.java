package io.mlconnector.tableau;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tableau Cloud and Tableau Server, by the REST API. */
@ApplicationScoped
public class Tableau implements Adapter {

  /** Where Tableau throttles and does not say for how long. */
  private static final Duration THROTTLED = Duration.ofMinutes(1);

  /** A token dies after 15 days without a sign-in. */
  private static final Duration CHECKED = Duration.ofHours(24);

  private final DataFiles files;
  private final DataSources dataSources;

  @Inject
  Tableau(TableauConfig config) {
    this.files = DataFiles.of(config);
    this.dataSources = new DataSources(files);
  }

  @PreDestroy
  void stop() {
    files.close();
  }

  @Override
  public String system() {
    return "tableau";
  }

  @Override
  public String title() {
    return "Tableau";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    return TableauSpec.spec();
  }

  @Override
  public Limits limits(Settings settings) {
    return TableauLimits.limits();
  }

  @Override
  public URI home(URI baseUrl, Settings settings, Map<String, String> facts) {
    String pod = facts.get(Session.POD);
    return pod == null
        ? baseUrl
        : Pod.of(baseUrl, URI.create(pod), settings.list(TableauSpec.POD_HOSTS));
  }

  /**
   * 400011 stands for many things, time-outs of what was done all the same among them; 400031 is a
   * job that could not be asked for.
   */
  @Override
  public VendorFailure judged(VendorFailure failure) {
    if (failure.kind() == VendorFailure.Kind.THROTTLED && failure.retryAfter() == null) {
      return VendorFailure.throttled(failure.status(), THROTTLED, failure.getMessage());
    }
    return switch (Site.code(failure)) {
      case "400011", "400031" ->
          VendorFailure.unavailable(failure.status(), null, true, failure.getMessage())
              .with(failure.body());
      default -> failure;
    };
  }

  @Override
  public List<TableSink> tables() {
    return List.of(dataSources);
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new Events());
  }

  @Override
  public Check check(Connection connection) {
    return new Rights(Site.of(connection)).check(files.writer().updates());
  }

  @Override
  public boolean checkedWhenSaved() {
    return true;
  }

  @Override
  public Duration checkedEvery() {
    return CHECKED;
  }
}
