package io.mlconnector.platform.connection;

import io.mlconnector.platform.testsystem.TestSystem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents of the test system, and what reads them. */
final class DocumentFixture {

  static final Map<String, String> ENVIRONMENT =
      Map.of("SECRET_PASSWORD", "from-environment", "HOME", "/home");

  static final String GOOD =
      """
      id: acme-prod
      system: test-system
      displayName: Acme
      baseUrl: https://acme.test-system.com
      timeZone: Europe/Berlin
      auth: { mode: basic, user: robot, password: hunter2 }
      settings: { pageSize: 50, region: us, tags: [a, b] }
      streams: { customers: { every: 10m, from: now, closed: [22:00-04:00], reconcile: 12:30 } }
      """;

  private DocumentFixture() {}

  static ConnectionDocuments documents(Path secretFolder) {
    return new ConnectionDocuments(
        new TestSystem(),
        new UrlRule(false),
        new References(List.of(secretFolder), "SECRET_", ENVIRONMENT::get),
        stored -> {
          throw new IllegalStateException("Nothing is stored");
        },
        Clock.systemUTC());
  }

  static Draft read(String yaml) {
    return documents(Path.of("/run/secrets")).read(DocumentText.yaml(yaml), Optional.empty());
  }

  /** The good document with one line of text replaced. */
  static String with(String line, String replacement) {
    if (!GOOD.contains(line)) {
      throw new IllegalArgumentException("Not in the document: " + line);
    }
    return GOOD.replace(line, replacement);
  }
}
