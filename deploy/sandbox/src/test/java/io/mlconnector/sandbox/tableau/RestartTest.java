package io.mlconnector.sandbox.tableau;

import static io.mlconnector.sandbox.tableau.ParquetSample.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.SandboxOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  @Test
  void rowsAndSessionsOutliveTheSandbox(@TempDir Path folder) {
    SandboxOptions options = SandboxOptions.forTests().folder(folder);
    String luid;
    String token;
    try (TableauClient client = new TableauClient(options)) {
      client.signIn();
      client.set("{'idleMinutes':240}");
      luid = client.published("Lines", line(1, "-1.10", "日本\n\"x\""), line(2, null, null));
      token = client.token;
    }

    try (TableauClient client = new TableauClient(options)) {
      client.token = token;

      assertThat(client.get("/datasources/" + luid).status()).isEqualTo(200);
      assertThat(client.vendor().settings().idleMinutes()).isEqualTo(240);
      assertThat(client.sum("Lines")).isEqualTo("-1.10");
      assertThat(client.vendor().rows("Lines", 1).path("rows").get(0).path("currency").asText())
          .isEqualTo("日本\n\"x\"");
    }
  }
}
