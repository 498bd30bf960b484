package io.mlconnector.platform.testsystem;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.platform.connection.Keysets;
import io.mlconnector.platform.connection.TestKeysets;
import io.mlconnector.testkit.FormerSchema;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Real Kafka and PostgreSQL, a keyset, and a folder for secrets, for tests of the whole platform.
 */
public class PlatformBackbone implements QuarkusTestResourceLifecycleManager {

  public static final String SECRETS = "test.secrets";

  /** As it was kept when there was neither a count of unanswered refreshes nor of forced ones. */
  private static final String SIGN_IN =
      """
      {"identity":"former","credentials":"former","version":4,"header":"Authorization",
       "value":"Bearer former","obtained":"2025-11-20T11:00:00Z","facts":{"site":"42"}}\
      """;

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
    former(backbone, folder.resolve("keyset.json"));
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

  /** Every test of the platform runs on tables of a former release that its start migrated. */
  private void former(Backbone backbone, Path keyset) {
    String url = backbone.database(database);
    String user = backbone.postgres().user();
    FormerSchema.make(url, user, backbone.postgres().password());
    try (Connection sql = DriverManager.getConnection(url, user, "")) {
      seal(sql, keyset, "connection_secret", "password", "former-password");
      seal(sql, keyset, "vendor_sign_in", "sign-in", SIGN_IN);
      seal(sql, keyset, "webhook_inbox", "webhook/changed", "{\"headers\":{},\"body\":\"\"}");
      seal(sql, keyset, "hook", "hook/changed", "former-hook-secret");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void seal(Connection sql, Path keyset, String table, String field, String clear)
      throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement(
            "update " + table + " set sealed = ? where connection = 'former-acme'")) {
      update.setBytes(1, TestKeysets.seal(keyset, clear, "former-acme", field));
      update.executeUpdate();
    }
  }

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
