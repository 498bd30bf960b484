package io.mlconnector.mapping.service;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.testkit.FormerSchema;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
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
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.http.test-port", "0");
    String database = backbone.database("mapping_service");
    FormerSchema.make(database, backbone.postgres().user(), backbone.postgres().password());
    config.put("quarkus.datasource.jdbc.url", database);
    // It works with a role that may not change tables; another one migrates.
    String role = backbone.postgres().role("mapping_role");
    config.put("quarkus.datasource.username", role);
    config.put("quarkus.datasource.password", role);
    config.put("quarkus.flyway.username", backbone.postgres().user());
    config.put("quarkus.flyway.password", backbone.postgres().password());
    config.put("mlconnector.migrations.service-role", role);
    config.put("kafka.bootstrap.servers", backbone.kafka().bootstrapServers());
    config.put("mlconnector.local", "true");
    config.put("mlconnector.adapters.\"oracle-fusion\".url", fusion.url());
    config.put("mlconnector.adapters.zendesk.url", zendesk.url());
    return config;
  }

  @Override
  public void stop() {
    fusion.close();
    zendesk.close();
  }
}
