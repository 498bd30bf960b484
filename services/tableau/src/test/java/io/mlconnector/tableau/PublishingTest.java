package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that are published whole, as parquet. */
@QuarkusTest
class PublishingTest extends TableauTest {

  @Test
  void aTableIsMadeInItsProjectWithExactlyItsRows() throws IOException {
    Connection connection = connect();
    TableSpec spec = Rows.spec("Lines of " + id(), "Finance of " + id() + "/Payables");

    String key = published(connection, spec, null, Rows.hard());

    assertThat(sources(spec.name()))
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.path("id").asText()).isEqualTo(key);
              assertThat(source.at("/project/name").asText()).isEqualTo("Payables");
              assertThat(source.path("description").asText())
                  .contains("From fusion-prod, every 10 minutes.");
            });
    assertHardRowsAreThere(spec);
  }

  private void assertHardRowsAreThere(TableSpec spec) throws IOException {
    JsonNode there = rows(spec.name());
    List<List<JsonNode>> wanted = Rows.of(Rows.hard());
    assertThat(there).hasSize(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(there.get(i).path("invoice")).isEqualTo(wanted.get(i).get(0));
      assertThat(there.get(i).path("line").asText()).isEqualTo(wanted.get(i).get(1).asText());
      assertThat(there.get(i).path("description")).isEqualTo(wanted.get(i).get(4));
    }
    assertThat(there.get(0).path("amount").asText()).isEqualTo("-0.0001");
    assertThat(there.get(0).path("at").asText()).isEqualTo("2026-01-31T12:00:00.123456Z");
    assertThat(there.get(0).path("day").asText()).isEqualTo("2026-01-31");
    assertThat(there.get(3).path("amount").asText()).isEqualTo("99999999999999.9999");
    assertThat(there.get(7).path("amount").isNull()).isTrue();
    assertThat(there.get(7).path("paid").isNull()).isTrue();
    assertThat(there.get(8).path("paid").asBoolean(true)).isFalse();
    JsonNode groups = totals(spec.name(), "currency").path("groups");
    assertThat(groups)
        .anySatisfy(
            group -> {
              assertThat(group.at("/by/currency").asText()).isEqualTo("EUR");
              assertThat(group.at("/columns/amount/sum").asText()).isEqualTo("0.2999");
            });
  }

  @Test
  void aTableThatIsWrittenOverKeepsItsLuid() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());

    String again =
        published(connection, spec(), key, Rows.lines(Rows.line("I-9", 1, "5", "EUR", "only")));

    assertThat(again).isEqualTo(key);
    assertThat(rows(spec().name())).hasSize(1);
  }

  @Test
  void aTableWithoutRowsIsOneToo() {
    Connection connection = connect();

    published(connection, spec(), null, Rows.lines());

    assertThat(rows(spec().name())).isEmpty();
  }

  @Test
  void aJobIsOverOnlyWhenItSaysWhenItWasCompleted() {
    Connection connection = connect();
    site.patch("/settings", "{\"publishMillis\":60000}");

    TableProgress begun =
        sink().publish(connection, spec(), change(null, Action.OVERWRITE, Rows.hard()));

    assertThat(site.get("/jobs").path("jobs").findValuesAsText("finishCode")).contains("1");
    TableProgress.Running running = (TableProgress.Running) begun;
    assertThat(sink().resume(connection, spec(), running.job()))
        .isInstanceOf(TableProgress.Running.class);
  }

  @Test
  void aJobThatFailsWithoutAWordIsSaidToHaveFailed() {
    Connection connection = connect();
    site.post("/jobs/fail", "{\"type\":\"PublishDatasource\",\"times\":1}");

    TableProgress end =
        over(
            connection,
            spec(),
            sink().publish(connection, spec(), change(null, Action.OVERWRITE, Rows.hard())));

    assertThat(end)
        .isInstanceOfSatisfying(
            TableProgress.Failed.class,
            failed -> assertThat(failed.words()).contains("gives no reason"));
    assertThat(sources(spec().name())).isEmpty();
  }

  @Test
  void aJobThatSaysWhyItFailedIsQuoted() {
    Connection connection = connect();
    site.post("/jobs/fail", "{\"type\":\"PublishDatasource\",\"notes\":\"No space left\"}");

    TableProgress end =
        over(
            connection,
            spec(),
            sink().publish(connection, spec(), change(null, Action.OVERWRITE, Rows.hard())));

    assertThat(end).isEqualTo(new TableProgress.Failed("No space left"));
  }

  @Test
  void aPublishWithoutAnAnswerIsLookedForAndAskedForAgainWithoutDoublingIt() {
    Connection connection = connect();
    site.fault(
        "{\"kind\":\"applied-then-dropped\",\"method\":\"POST\",\"path\":\"/datasources$\"}");

    VendorFailure unclear = failure(connection, spec(), null);

    assertThat(unclear.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(unclear.sent()).isTrue();
    String key = awaitListed(connection, spec()).key();
    assertThat(published(connection, spec(), key, Rows.hard())).isEqualTo(key);
    assertThat(sources(spec().name())).hasSize(1);
    assertThat(rows(spec().name())).hasSize(9);
  }

  @Test
  void aGatewayThatGaveUpSaysNothingOfThePublish() {
    Connection connection = connect();
    site.fault("{\"kind\":\"html\",\"status\":504,\"method\":\"POST\",\"path\":\"/datasources$\"}");

    VendorFailure unclear = failure(connection, spec(), null);

    assertThat(unclear.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(unclear.sent()).isTrue();
    assertThat(unclear).hasMessageContaining("504").hasMessageNotContaining("<");
  }

  private VendorFailure failure(Connection connection, TableSpec spec, String key) {
    return catchThrowableOfType(
        VendorFailure.class,
        () -> sink().publish(connection, spec, change(key, Action.OVERWRITE, Rows.hard())));
  }

  @Test
  void whatIsThereAndNotListedYetIsLookedForAgain() {
    Connection connection = connect();
    site.patch("/settings", "{\"indexSeconds\":3600}");
    String key = published(connection, spec(), null, Rows.hard());

    VendorFailure exists = failure(connection, spec(), null);

    assertThat(exists.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(exists.sent()).as("nothing was done").isFalse();
    assertThat(sink().look(connection, spec(), null)).isEmpty();
    assertThat(sink().look(connection, spec(), key)).isPresent();
  }

  @Test
  void whatSomebodyDeletedIsMadeAgainAndNeverWrittenOver() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());
    site.delete("/datasources/" + key);

    String again = published(connection, spec(), key, Rows.hard());

    assertThat(again).isNotEqualTo(key);
    assertThat(rows(spec().name())).hasSize(9);
  }

  @Test
  void aJobThatDoesNotNameWhatItMadeLetsUsLookForIt() {
    Connection connection = connect();
    site.patch("/settings", "{\"jobsNameData\":false}");

    String key = published(connection, spec(), null, Rows.hard());

    assertThat(sources(spec().name()).get(0).path("id").asText()).isEqualTo(key);
  }

  @Test
  void namesThatAFilterCannotSayAreComparedHere() {
    Connection connection = connect();
    TableSpec spec = Rows.spec("A, B: C & D of " + id(), "Open, items: " + id());
    String key = published(connection, spec, null, Rows.hard());

    assertThat(awaitListed(connection, spec).key()).isEqualTo(key);
    assertThat(published(connection, spec, null, Rows.lines())).isEqualTo(key);
  }

  @Test
  void oneOfThatNameInAnotherProjectIsAnother() {
    Connection connection = connect();
    String first = published(connection, spec(), null, Rows.hard());
    TableSpec elsewhere = Rows.spec(spec().name(), "Elsewhere of " + id());

    assertThat(sink().look(connection, elsewhere, null)).isEmpty();
    assertThat(published(connection, elsewhere, null, Rows.lines())).isNotEqualTo(first);
    assertThat(sources(spec().name())).hasSize(2);
  }

  @Test
  void aFileThatTableauCannotOpenIsNotTriedAgain() {
    Connection connection = connect();
    site.fault(
        "{\"kind\":\"status\",\"status\":403,\"method\":\"POST\",\"path\":\"/datasources$\"}");

    assertThat(failure(connection, spec(), null).kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void theColumnsOfATableAreToldForItsAdoption() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());

    List<TableSpec.Column> columns = sink().columns(connection, key);

    assertThat(columns).hasSameSizeAs(Rows.LINES);
    for (int i = 0; i < columns.size(); i++) {
      assertThat(columns.get(i).name()).isEqualTo(Rows.LINES.get(i).name());
      assertThat(columns.get(i).type()).isEqualTo(Rows.LINES.get(i).type());
      assertThat(columns.get(i).scale()).isEqualTo(Rows.LINES.get(i).scale());
    }
  }

  @Test
  void rowsAreReadBackAsTheyWere() throws IOException {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.hard());

    List<List<JsonNode>> back = Rows.of(sink().readBack(connection, spec(), key).orElseThrow());

    assertThat(back).hasSameSizeAs(Rows.hard().all());
    for (int i = 0; i < back.size(); i++) {
      List<JsonNode> wanted = Rows.hard().all().get(i);
      assertThat(back.get(i).get(0)).isEqualTo(wanted.get(0));
      assertThat(back.get(i).get(1).asLong()).isEqualTo(wanted.get(1).asLong());
      assertThat(back.get(i).get(4)).isEqualTo(wanted.get(4));
      assertThat(back.get(i).get(7)).isEqualTo(wanted.get(7));
      if (!wanted.get(2).isNull()) {
        assertThat(new java.math.BigDecimal(back.get(i).get(2).asText()))
            .isEqualByComparingTo(wanted.get(2).asText());
      }
    }
  }

  @Test
  void rowsAreNotUpdatedInPlaceWithoutAHyperd() {
    Connection connection = connect();

    assertThat(sink().updates(connection.settings())).isFalse();
    VendorFailure refused =
        catchThrowableOfType(
            VendorFailure.class,
            () -> sink().publish(connection, spec(), change("luid", Action.UPSERT, Rows.hard())));
    assertThat(refused).hasMessageContaining("hyperd");
  }

  @Test
  void namedWorkbooksAreRefreshedAndTheOthersAreTold() {
    Connection connection = connect();
    site.post("/workbooks", "{\"name\":\"Spend of %s\"}".formatted(id()));
    TableSpec spec = spec("Spend of " + id(), "Nobody's");
    String key = published(connection, spec, null, Rows.hard());
    long before = site.now();

    List<String> told = sink().published(connection, spec, key);

    assertThat(told).singleElement().asString().contains("Nobody's", "none");
    assertThat(calls(before, "/refresh 202")).isEqualTo(1);
  }

  @Test
  void aSiteThatHasNoRefreshLeftIsNoReasonToPublishAgain() {
    Connection connection = connect();
    site.post("/workbooks", "{\"name\":\"Late of %s\"}".formatted(id()));
    site.patch("/settings", "{\"refreshesPerHour\":1}");
    TableSpec spec = spec("Late of " + id(), "Late of " + id());
    site.fault("{\"kind\":\"status\",\"status\":403,\"path\":\"/refresh$\",\"times\":2}");

    List<String> told = sink().published(connection, spec, "luid");

    assertThat(told).hasSize(2).allSatisfy(words -> assertThat(words).contains("not refreshed"));
  }

  @Test
  void troubleIsToldOnlyWhereTheSiteStillKnowsOfIt() {
    Connection connection = connect();
    String key = published(connection, spec(), null, Rows.lines());

    assertThat(sink().trouble(connection, key, "DatasourceDeleted")).isEmpty();
    assertThat(sink().trouble(connection, key, "DatasourceRefreshFailed"))
        .hasValueSatisfying(words -> assertThat(words).contains("schedule"));
    site.delete("/datasources/" + key);
    assertThat(sink().trouble(connection, key, "DatasourceDeleted"))
        .hasValueSatisfying(words -> assertThat(words).contains("deleted"));
  }
}
