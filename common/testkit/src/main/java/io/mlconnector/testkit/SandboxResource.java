package io.mlconnector.testkit;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.embedded.FreePort;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives an adapter under test a real database, a real broker and the simulated vendors, on free
 * ports. The argument {@code service} names the database and the topics' prefix; {@code lapse} how
 * many times as fast the simulated vendors' time passes, so that no test waits for a minute of
 * theirs; not for adapters that read up to a moment of our clock. Then they can call us, too.
 */
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {

  static final String CONTROL = "sandbox.control";
  static final String VENDOR = "sandbox.vendor.";

  private String name = "adapter";
  private int lapse = 1;
  private Sandbox sandbox;

  @Override
  public void init(Map<String, String> arguments) {
    name = arguments.getOrDefault("service", name).replace('-', '_');
    lapse = Integer.parseInt(arguments.getOrDefault("lapse", String.valueOf(lapse)));
  }

  @Override
  public Map<String, String> start() {
    Backbone backbone = Backbone.shared();
    sandbox = Sandbox.start(SandboxOptions.forTests());
    sandbox.clock().run(lapse);
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.datasource.jdbc.url", backbone.database(name));
    // It works with a role that may not change tables; another one migrates.
    String role = backbone.postgres().role(name + "_service");
    config.put("quarkus.datasource.username", role);
    config.put("quarkus.datasource.password", role);
    config.put("quarkus.flyway.username", backbone.postgres().user());
    config.put("quarkus.flyway.password", backbone.postgres().password());
    config.put("mlconnector.migrations.service-role", role);
    config.put("kafka.bootstrap.servers", backbone.kafka().bootstrapServers());
    config.put("quarkus.http.test-port", "0");
    config.put("mlconnector.local", "true");
    config.put("mlconnector.topics.prefix", name + ".");
    config.put("mlconnector.lease.renew", "100ms");
    // A vendor that hangs is left soon, so that a test does not wait for a minute.
    config.put("mlconnector.vendor.read-timeout", "5s");
    // Counts of calls shall not depend on how fast this machine brings a batch together.
    config.put("mlconnector.delivery.linger", "400ms");
    config.put("mlconnector.delivery.mass-change.settle", "2s");
    config.put("mlconnector.audit.hash-key-file", hashKey().toString());
    config.put("mlconnector.keyset.file", folder().resolve("keyset.json").toString());
    config.put(CONTROL, sandbox.control().toString());
    for (String vendor : SandboxOptions.vendors()) {
      config.put(VENDOR + vendor, sandbox.vendor(vendor).toString());
    }
    if (lapse > 1) {
      hurry(config);
    }
    return config;
  }

  /** What a service is told whose vendors' time passes faster, and whom they can call. */
  private void hurry(Map<String, String> config) {
    int port = FreePort.find();
    config.put("quarkus.http.test-port", String.valueOf(port));
    config.put("mlconnector.vendor.public-url", "http://127.0.0.1:" + port);
    config.put("mlconnector.webhooks.look", "200ms");
    config.put("mlconnector.vendor.time-lapse", String.valueOf(lapse));
    // Nor does a test wait for what a write without an answer may still do.
    config.put("mlconnector.delivery.write-timeout", "5s");
    config.put("mlconnector.delivery.grace", "1s");
  }

  private static Path hashKey() {
    try {
      return Files.writeString(
          folder().resolve("hash-key"), Base64.getEncoder().encodeToString(new byte[32]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("adapter-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A test's field {@code Runnable restartDatabase} restarts the database while the service runs.
   * By its name, since the test's classes are others than those of this resource.
   */
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        (Runnable) () -> Backbone.shared().postgres().restart(),
        field -> field.getType() == Runnable.class && field.getName().equals("restartDatabase"));
  }

  @Override
  public void stop() {
    sandbox.close();
  }
}
