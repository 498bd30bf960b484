package io.mlconnector.console.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.console.alerts.AlertsConfig;
import io.mlconnector.console.alerts.Severity;
import io.mlconnector.console.alerts.TestSettings;
import io.mlconnector.flow.FlowConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private Path secret;

  @BeforeEach
  void write() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void withoutSettingsThereIsNone() {
    assertThat(channels().usable()).isEmpty();
    assertThat(channels().problems()).isEmpty();
  }

  @Test
  void aWebhookIsShownByItsHostOnly() {
    Channel ops =
        channels(
                "webhooks.ops.url",
                "https://example.com/hooks/T0P-SECRET",
                "webhooks.ops.secret-files",
                secret.toString(),
                "webhooks.ops.quiet.hours",
                "Mon-Fri 20:00-07:00,Sat-Sun",
                "webhooks.ops.least",
                "urgent",
                "webhooks.ops.quiet.passes",
                "none")
            .usable("ops")
            .orElseThrow();

    assertThat(ops.target()).isEqualTo("https://example.com");
    assertThat(ops.fingerprint()).doesNotContain("SECRET");
    assertThat(ops.rules().least()).isEqualTo(Severity.URGENT);
    assertThat(ops.rules().passes()).isNull();
    assertThat(ops.rules().quiet().windows()).hasSize(2);
  }

  @Test
  void variablesOfTheEnvironmentNameChannelsToo() {
    AlertsConfig config =
        TestSettings.over(
            new EnvConfigSource(
                Map.of(
                    "MLCONNECTOR_ALERTS_WEBHOOKS_OPS_URL",
                    "https://example.com/x",
                    "MLCONNECTOR_ALERTS_WEBHOOKS_OPS_SECRET_FILES",
                    secret.toString(),
                    "MLCONNECTOR_ALERTS_MAILS_PEOPLE_TO",
                    "ann@example.com,on-call@example.com",
                    "MLCONNECTOR_ALERTS_MAILS_PEOPLE_QUIET_HOURS",
                    "Mon-Fri 20:00-07:00,Sat-Sun",
                    "MLCONNECTOR_ALERTS_SMTP_HOST",
                    "mail.example.com",
                    "MLCONNECTOR_ALERTS_SMTP_FROM",
                    "ml-connector@example.com"),
                300));

    Channels channels = channels(config);

    assertThat(channels.problems()).isEmpty();
    assertThat(channels.usable()).extracting(Channel::name).containsExactly("ops", "people");
    assertThat(channels.usable().get(1).rules().quiet().windows()).hasSize(2);
    assertThat(channels.usable().get(1).target()).isEqualTo("ann@example.com, on-call@example.com");
  }

  @Test
  void anAddressMayBeASecretOfItsOwn() throws IOException {
    Path url = Files.writeString(folder.resolve("url"), "https://example.com/a\n");

    assertThat(
            channels(
                    "webhooks.ops.url-file",
                    url.toString(),
                    "webhooks.ops.secret-files",
                    secret.toString())
                .usable())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "url=http://example.com/x; url must begin with https://",
        "url=ftp://example.com/x; url must begin with https://",
        "url=https://user:pass@example.com/; url needs a host, and neither a user nor",
        "url=https:///x; url needs a host",
        "url=no url at all; url is none such as https://example.com/alerts",
        "url-file=/no/such/file; the file /no/such/file cannot be read",
        "url=https://example.com url-file=/x; give either url or url-file",
        "timeout=3s; give either url or url-file",
        "url=https://example.com secret-files=/none; the secret file /none cannot be read",
        "url=https://example.com egress=10.0.0.0/99; is no network",
        "url=https://example.com quiet.hours=night; are no quiet hours",
        "url=https://example.com least=all; least: 'all' is none that there is",
        "url=https://example.com ca-file=/none; ca-file: /none cannot be read"
      })
  void whatIsWrongIsSaidAndKeepsNoOtherChannelBack(String settings, String problem) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "webhooks.good.url",
                "http://127.0.0.1:9/x",
                "webhooks.good.secret-files",
                secret.toString(),
                "webhooks.ops.secret-files",
                secret.toString()));
    for (String each : settings.split(" (?=[a-z.-]+=)")) {
      all.add("webhooks.ops." + each.split("=")[0]);
      all.add(each.split("=", 2)[1]);
    }

    Channels channels = channels(all.toArray(String[]::new));

    assertThat(channels.problems().get("ops")).contains(problem).doesNotContain("pass@");
    assertThat(channels.usable()).extracting(Channel::name).containsExactly("good");
  }

  @Test
  void aMissingSecretIsSaid() {
    assertThat(channels("webhooks.ops.url", "https://example.com").problems().get("ops"))
        .startsWith("secret-files is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "from=a@example.com; mlconnector.alerts.smtp.host is missing",
        "host=mail.example.com; smtp.from is missing",
        "host=mail.example.com from=nobody; smtp.from must be plain addresses",
        "host=mail.example.com from=a@example.com security=none; is for a server on this machine",
        "host=mail.example.com from=a@example.com security=ssl; smtp.security: 'ssl' is none",
        "host=mail.example.com from=a@example.com user=robot; smtp.user and smtp.password-file"
      })
  void aServerForMailThatIsWrongIsSaid(String settings, String problem) {
    List<String> all = new ArrayList<>(List.of("mails.people.to", "ann@example.com"));
    for (String each : settings.split(" ")) {
      all.add("smtp." + each.split("=")[0]);
      all.add(each.split("=", 2)[1]);
    }

    assertThat(channels(all.toArray(String[]::new)).problems().get("people")).contains(problem);
  }

  @ParameterizedTest
  @CsvSource({"ann", "Ann <ann@example.com>", "'ann@example.com\r\nBcc: eve@example.org'"})
  void onlyPlainAddressesGetMail(String to) {
    assertThat(
            channels("mails.people.to", to, "smtp.host", "localhost", "smtp.from", "a@example.com")
                .problems()
                .get("people"))
        .contains("to must be plain addresses");
  }

  @Test
  void twoChannelsOfOneNameAreBothNotUsed() {
    Channels channels =
        channels(
            "webhooks.ops.url",
            "https://example.com",
            "webhooks.ops.secret-files",
            secret.toString(),
            "mails.ops.to",
            "ann@example.com",
            "smtp.host",
            "localhost",
            "smtp.from",
            "a@example.com");

    assertThat(channels.usable()).isEmpty();
    assertThat(channels.problems().get("ops")).contains("rename one");
  }

  private Channels channels(String... settings) {
    return channels(TestSettings.of(settings));
  }

  private Channels channels(AlertsConfig config) {
    FlowConfig flow =
        new SmallRyeConfigBuilder()
            .withMapping(FlowConfig.class)
            .withDefaultValue("mlconnector.service", "console")
            .withConverter(Duration.class, 100, new DurationConverter())
            .build()
            .getConfigMapping(FlowConfig.class);
    return new Channels(config, flow, vertx, Clock.systemUTC());
  }
}
