package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** From deliveries on their topic to rows of a data source, and what goes wrong between. */
@QuarkusTest
class TablesTest extends TableauTest {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private TableSpec table() {
    return new TableSpec(
        "Lines of " + id(),
        "Finance",
        Mode.UPSERT,
        Rows.LINES,
        List.of("currency"),
        Duration.ofSeconds(1),
        0,
        List.of(),
        true,
        true);
  }

  @SafeVarargs
  private Delivery invoice(String number, List<JsonNode>... lines) {
    long order = NUMBERS.incrementAndGet();
    return new Delivery(
        UUID.randomUUID().toString(),
        new Ref(id(), "data-source:lines", new RecordKey("fusion", "invoice", number)),
        Delivery.Mode.TABLE,
        "lines",
        1,
        "%032x".formatted(order),
        new Sequence(1, order),
        order,
        List.of(),
        List.of(),
        Map.of(),
        null,
        Instant.now(),
        null,
        false,
        new TableRows(table(), List.of(lines)));
  }

  private void delivered(Delivery... deliveries) {
    Topic.deliveries("tableau").send(List.of(deliveries));
    assertThat(Topic.outcomes(List.of(deliveries)).values())
        .allSatisfy(
            outcome ->
                assertThat(outcome.result())
                    .as(outcome.reason())
                    .isIn(Outcome.Result.CREATED, Outcome.Result.UPDATED));
  }

  private List<String> texts(String column) {
    List<String> texts = new ArrayList<>();
    rows(table().name()).forEach(row -> texts.add(row.path(column).asText()));
    texts.sort(null);
    return texts;
  }

  @Test
  void linesComeChangeAndGoWithTheirInvoices() {
    connect();
    delivered(
        invoice("1", Rows.line("1", 1, "10", "EUR", "a"), Rows.line("1", 2, "20.5", "EUR", "b")),
        invoice("2", Rows.line("2", 1, "-5", "JPY", "c")));
    assertThat(texts("amount")).containsExactly("-5.0000", "10.0000", "20.5000");
    assertThat(rows(table().name()).get(0).path("_journey").asText()).hasSize(32);

    delivered(invoice("1", Rows.line("1", 2, "21", "EUR", "b")));

    assertThat(texts("amount")).containsExactly("-5.0000", "21.0000");
    assertThat(sources(table().name())).hasSize(1);
    assertThat(sources(table().name()).get(0).path("description").asText()).isNotBlank();
  }

  @Test
  void aPublishThatGotNoAnswerEndsWithEveryRowOnce() {
    connect();
    site.fault(
        "{\"kind\":\"applied-then-dropped\",\"method\":\"POST\",\"path\":\"/datasources$\"}");

    delivered(invoice("1", Rows.line("1", 1, "10", "EUR", "a")));

    assertThat(texts("amount")).containsExactly("10.0000");
    assertThat(sources(table().name())).hasSize(1);
  }

  @Test
  void aSessionThatIsStolenInTheMiddleOfAnUploadEndsWell() {
    connect();
    site.fault("{\"kind\":\"revoke-tokens\",\"method\":\"PUT\",\"path\":\"/fileUploads/\"}");

    delivered(invoice("1", Rows.line("1", 1, "10", "EUR", "a")));

    assertThat(texts("amount")).containsExactly("10.0000");
  }

  @Test
  void aDataSourceThatSomebodyDeletedIsSaidToBeGoneByTheTable() {
    connect();
    service().post("/api/connections/" + id() + "/hook-addresses/events/register", null).good();
    delivered(invoice("1", Rows.line("1", 1, "10", "EUR", "a")));

    site.delete("/datasources/" + sources(table().name()).get(0).path("id").asText());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service().get("/api/connections/" + id() + "/tables").good().text())
                    .contains("deleted the data source"));
  }
}
