package io.mlconnector.console;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.testkit.FormerSchema;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A database, a broker, one adapter whose answers are written down, and one that is silent. */
public final class ConsoleResource implements QuarkusTestResourceLifecycleManager {

  /** Who may sign in where the test asks for it: name, role, password. */
  static final String PEOPLE =
      """
      # name:role:password or name:role@connection,connection:password
      ada:admin:ada-and-her-secret
      olaf:operator:olaf-and-his-secret
      vera:viewer:vera-and-her-secret
      sven:operator@zendesk-prod,fusion-prod:sven-and-his-secret
      """;

  /** What calls of a channel of alerts are signed with. */
  static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  static final String SMTP_PASSWORD = "planted-password-of-the-mail-server";

  private FakeServices services;
  private boolean people;
  private boolean oidc;
  private FakeOidc server;

  @Override
  public void init(Map<String, String> arguments) {
    people = arguments.containsKey("people");
    oidc = arguments.containsKey("oidc");
  }

  @Override
  public Map<String, String> start() {
    Backbone backbone = Backbone.shared();
    services = new FakeServices();
    Map<String, String> config = new HashMap<>();
    String database =
        backbone.database(people ? "console_people" : oidc ? "console_oidc" : "console");
    FormerSchema.make(database, backbone.postgres().user(), backbone.postgres().password());
    config.put("quarkus.datasource.jdbc.url", database);
    // It works with a role that may not change tables; another one migrates.
    String role = backbone.postgres().role("console_service");
    config.put("quarkus.datasource.username", role);
    config.put("quarkus.datasource.password", role);
    config.put("quarkus.flyway.username", backbone.postgres().user());
    config.put("quarkus.flyway.password", backbone.postgres().password());
    config.put("mlconnector.migrations.service-role", role);
    config.put("kafka.bootstrap.servers", backbone.kafka().bootstrapServers());
    config.put("quarkus.http.test-port", "0");
    config.put("mlconnector.local", Boolean.toString(!oidc));
    config.put(
        "mlconnector.audit.hash-key-file",
        file(Base64.getEncoder().encodeToString(new byte[32])).toString());
    config.put("mlconnector.adapters.zendesk.url", services.url().toString());
    config.put("mlconnector.adapters.\"oracle-fusion\".url", "http://127.0.0.1:1");
    config.put("mlconnector.mapping.url", services.url().toString());
    config.putAll(alerts());
    if (oidc) {
      config.putAll(oidc());
    }
    if (people) {
      config.put("mlconnector.console.password-file", file(PEOPLE).toString());
    }
    return config;
  }

  /** Alerts open at once; one channel works, and the settings of another one are wrong. */
  private Map<String, String> alerts() {
    return Map.of(
        "mlconnector.alerts.hold.attention",
        "0s",
        "mlconnector.alerts.webhooks.ops.url",
        services.url().resolve("/receiver").toString(),
        "mlconnector.alerts.webhooks.ops.secret-files",
        file(WEBHOOK_SECRET).toString(),
        "mlconnector.alerts.mails.people.to",
        "ann@example.com",
        "mlconnector.alerts.smtp.user",
        "robot",
        "mlconnector.alerts.smtp.password-file",
        file(SMTP_PASSWORD).toString());
  }

  private Map<String, String> oidc() {
    try {
      server = new FakeOidc();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "mlconnector.access.connections-claim",
        FakeOidc.CONNECTIONS,
        "quarkus.oidc.tenant-enabled",
        "true",
        "quarkus.oidc.auth-server-url",
        server.url(),
        "quarkus.oidc.client-id",
        FakeOidc.CLIENT,
        "quarkus.oidc.credentials.secret",
        "a-secret-of-thirty-two-characters",
        "quarkus.oidc.authentication.force-redirect-https-scheme",
        "true");
  }

  private static Path file(String contents) {
    try {
      return Files.writeString(Files.createTempFile("console", null), contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    services.close();
    if (server != null) {
      server.close();
    }
  }
}
