package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.spi.Limits.Budget;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.testkit.FakeConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided without asking Tableau. */
class TableauRulesTest {

  private final Tableau tableau = new Tableau(new WithoutHyperd());

  private static final class WithoutHyperd implements TableauConfig, TableauConfig.Hyperd {
    @Override
    public Optional<Path> folder() {
      return Optional.empty();
    }

    @Override
    public int largestFile() {
      return 1;
    }

    @Override
    public Hyperd hyperd() {
      return this;
    }

    @Override
    public Optional<Path> path() {
      return Optional.empty();
    }

    @Override
    public Duration idle() {
      return Duration.ofMinutes(2);
    }

    @Override
    public Duration start() {
      return Duration.ofSeconds(20);
    }
  }

  private static VendorFailure refused(String code) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", code);
    return VendorFailure.rejected(Integer.parseInt(code.substring(0, 3)), "no").with(body);
  }

  @ParameterizedTest
  @CsvSource({
    "400000,REJECTED",
    "400011,UNAVAILABLE",
    "400031,UNAVAILABLE",
    "403007,REJECTED",
    "403132,REJECTED",
    "409006,REJECTED"
  })
  void theCodeOfARefusalTellsWhetherItIsOne(String code, Kind kind) {
    VendorFailure judged = tableau.judged(refused(code));

    assertThat(judged.kind()).isEqualTo(kind);
    assertThat(judged.sent()).isTrue();
    assertThat(Site.code(judged)).isEqualTo(code);
  }

  @Test
  void aThrottleThatDoesNotSayForHowLongLastsAMinute() {
    assertThat(tableau.judged(VendorFailure.throttled(429, null, "slow")).retryAfter())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(
            tableau.judged(VendorFailure.throttled(429, Duration.ofHours(1), "slow")).retryAfter())
        .isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({
    "3.27,3.19,3.19",
    "3.27,3.29,3.27",
    "3.9,3.27,3.9",
    "3.27,4.0,3.27",
    "3.27,,3.27",
    "3.27,2026.1,3.27"
  })
  void theOlderVersionIsSpoken(String configured, String servers, String spoken) {
    assertThat(Version.spoken(configured, servers)).isEqualTo(spoken);
  }

  @Test
  void aSettingThatIsNoVersionIsSaid() {
    assertThatThrownBy(() -> Version.spoken("newest", "3.27")).hasMessageContaining("apiVersion");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/3.27/sites/s/datasources,calls",
    "POST /api/3.27/sites/s/workbooks/w/refresh,calls refreshes",
    "GET /api/3.27/sites/s/jobs/j,calls jobs",
    "POST /api/3.27/auth/signin,calls"
  })
  void eachCallTakesOfTheBudgetsThatItCountsFor(String call, String budgets) {
    Stream<Budget> taken =
        tableau.limits(FakeConnection.of(Map.of())).budgets().stream()
            .filter(budget -> budget.calls().matcher(call).lookingAt());

    assertThat(taken.map(Budget::name).toList()).containsExactly(budgets.split(" "));
  }

  @Test
  void aConnectedAppsTokenIsNewEachTimeAndGoodForLessThanTenMinutes() {
    Map<String, String> app =
        Map.of(
            "clientId", "client",
            "secretId", "kid",
            "secretValue", "secret",
            "user", "robot@example.com",
            "scopes", "tableau:content:read,tableau:jobs:read");
    Instant now = Instant.parse("2026-11-22T10:00:00Z");

    String first = Jwt.signed(FakeConnection.of(app), now);
    String second = Jwt.signed(FakeConnection.of(app), now);

    assertThat(part(first, 0).path("alg").asText()).isEqualTo("HS256");
    assertThat(part(first, 0).path("kid").asText()).isEqualTo("kid");
    JsonNode claims = part(first, 1);
    assertThat(claims.path("aud").asText()).isEqualTo("tableau");
    assertThat(claims.path("sub").asText()).isEqualTo("robot@example.com");
    assertThat(claims.path("scp")).hasSize(2);
    assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
        .isBetween(now.plusSeconds(60), now.plusSeconds(599));
    assertThat(claims.path("jti").asText()).isNotEqualTo(part(second, 1).path("jti").asText());
    assertThat(first).doesNotContain("secret");
  }

  private static JsonNode part(String jwt, int number) {
    byte[] json = Base64.getUrlDecoder().decode(jwt.split("\\.")[number]);
    return CanonicalJson.read(new String(json, StandardCharsets.UTF_8), JsonNode.class);
  }

  @Test
  void whatPeopleWroteIsNoMarkup() {
    assertThat(Payload.publish("A & \"B\" <C>", "two\nlines\u0000", "id"))
        .contains("name=\"A &amp; &quot;B&quot; &lt;C&gt;\"", "description=\"two&#10;lines\"");
  }

  @Test
  void captionsThatAFileCannotHoldAreToldInTheDescription() {
    TableSpec spec =
        new TableSpec(
            "Lines",
            "Finance",
            Mode.UPSERT,
            List.of(
                new Column("invoice_key", "Invoice key", Type.TEXT, 0, Role.DIMENSION, true),
                new Column("amt", "Amount", Type.DECIMAL, 2, Role.MEASURE, false),
                new Column("year", "Year", Type.INTEGER, 0, Role.DIMENSION, false)),
            List.of(),
            null,
            0,
            List.of(),
            true,
            false);

    assertThat(Payload.description("From fusion-prod.", spec))
        .isEqualTo("From fusion-prod. Columns: amt: Amount; year: Year (dimension).");
  }

  @Test
  void anUpdateHasOneActionOverTheColumnsOfTheKey() {
    assertThat(Payload.update(Action.UPSERT, Rows.LINES))
        .hasToString(
            "{\"actions\":[{\"action\":\"upsert\",\"source-schema\":\"Extract\","
                + "\"source-table\":\"Extract\",\"target-schema\":\"Extract\","
                + "\"target-table\":\"Extract\",\"condition\":{\"op\":\"and\",\"args\":["
                + "{\"op\":\"eq\",\"source-col\":\"invoice\",\"target-col\":\"invoice\"},"
                + "{\"op\":\"eq\",\"source-col\":\"line\",\"target-col\":\"line\"}]}}]}");
    assertThat(
            Payload.update(Action.DELETE, Rows.LINES.subList(0, 1))
                .at("/actions/0/condition/op")
                .asText())
        .isEqualTo("eq");
    assertThat(Payload.update(Action.INSERT, Rows.LINES).at("/actions/0").has("condition"))
        .isFalse();
  }

  @Test
  void theKeyOfATableIsKeptBesideItsJob() {
    for (PublishJob job : List.of(new PublishJob("j", ""), new PublishJob("j", "luid"))) {
      assertThat(PublishJob.of(job.text())).isEqualTo(job);
    }
  }
}
