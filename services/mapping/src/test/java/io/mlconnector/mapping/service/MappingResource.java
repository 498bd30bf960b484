package io.mlconnector.mapping.service;

import io.mlconnector.embedded.Backbone;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the service its database, broker and two adapters. */
public class MappingResource implements QuarkusTestResourceLifecycleManager {

  private FakeAdapterServer fusion;
  private FakeAdapterServer zendesk;

  @Override
  public Map<String, String> start() {
    Backbone backbone = Backbone.shared();
    fusion = FakeAdapterServer.source("fusion-prod");
    zendesk = FakeAdapterServer.target("zendesk-prod");
    return Map.of(
        "quarkus.http.test-port", "0",
        "quarkus.datasource.jdbc.url", backbone.database("mapping_service"),
        "quarkus.datasource.username", backbone.postgres().user(),
        "quarkus.datasource.password", backbone.postgres().password(),
        "kafka.bootstrap.servers", backbone.kafka().bootstrapServers(),
        "mlconnector.local", "true",
        "mlconnector.adapters.\"oracle-fusion\".url", fusion.url(),
        "mlconnector.adapters.zendesk.url", zendesk.url());
  }

  @Override
  public void stop() {
    fusion.close();
    zendesk.close();
  }
}
