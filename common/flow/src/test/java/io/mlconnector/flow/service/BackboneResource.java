package io.mlconnector.flow.service;

import io.mlconnector.embedded.Backbone;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a service under test its database and broker. */
public class BackboneResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Backbone backbone = Backbone.shared();
    return Map.of(
        "quarkus.datasource.jdbc.url", backbone.database("flow_service"),
        "quarkus.datasource.username", backbone.postgres().user(),
        "quarkus.datasource.password", backbone.postgres().password(),
        "kafka.bootstrap.servers", backbone.kafka().bootstrapServers(),
        "mlconnector.local", "true");
  }

  @Override
  public void stop() {
    // It stops with the JVM: other tests use it too.
  }
}
