package io.mlconnector.platform.testsystem;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.platform.connection.Keysets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Real Kafka and PostgreSQL, a keyset, and a folder for secrets, for tests of the whole platform.
 */
public class PlatformBackbone implements QuarkusTestResourceLifecycleManager {

  public static final String SECRETS = "test.secrets";

  private String database = "platform";

  @Override
  public void init(Map<String, String> arguments) {
    database = arguments.getOrDefault("database", database);
  }

  @Override
  public Map<String, String> start() {
    Backbone backbone = Backbone.shared();
    Path folder = temporary();
    Keysets.create(folder.resolve("keyset.json"));
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.datasource.jdbc.url", backbone.database(database));
    // It works with a role that may not change tables; another one migrates.
    String role = backbone.postgres().role(database + "_service");
    config.put("quarkus.datasource.username", role);
    config.put("quarkus.datasource.password", role);
    config.put("quarkus.flyway.username", backbone.postgres().user());
    config.put("quarkus.flyway.password", backbone.postgres().password());
    config.put("mlconnector.migrations.service-role", role);
    config.put("kafka.bootstrap.servers", backbone.kafka().bootstrapServers());
    config.put("quarkus.http.test-port", "0");
    config.put("mlconnector.topics.prefix", database + ".");
    config.put("mlconnector.service", TestSystem.NAME);
    config.put("mlconnector.keyset.file", folder.resolve("keyset.json").toString());
    config.put("mlconnector.audit.hash-key-file", hashKey(folder).toString());
    config.put("mlconnector.connections.secret-folders", folder.toString());
    config.put("mlconnector.connections.check", "200ms");
    config.put("mlconnector.lease.renew", "100ms");
    config.put(SECRETS, folder.toString());
    return config;
  }

  @Override
  public void stop() {}

  private static Path hashKey(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("hash-key"), Base64.getEncoder().encodeToString(new byte[32]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("platform-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
