package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Schemas;
import java.util.function.Consumer;

/** Tests of finance streams: a connection that reads one of them, and what finance people do. */
abstract class FinanceCase extends FusionTest {

  static final String LONG_AGO = "2020-01-01";

  /** Reads one stream from a date on, and nothing else. */
  final void read(String stream, String from, Consumer<ObjectNode> settings) {
    connect(document(stream, from, settings));
  }

  final ObjectNode document(String stream, String from, Consumer<ObjectNode> settings) {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    document.path("streams").forEach(each -> ((ObjectNode) each).put("enabled", false));
    ObjectNode own = ((ObjectNode) document.path("streams")).putObject(stream);
    own.put("every", "1s");
    if (from != null) {
      own.put("from", from);
    }
    settings.accept((ObjectNode) document.path("settings"));
    return document;
  }

  final void read(String stream) {
    read(stream, LONG_AGO, settings -> {});
  }

  /** A record once it is there, by its schema. */
  final JsonNode awaited(String entity, String key) {
    await().atMost(PATIENCE).until(() -> published(entity).containsKey(key));
    JsonNode record = published(entity).get(key);
    assertThat(Schemas.problems(entity, record.toString())).isEmpty();
    return record;
  }

  final void awaitEvents(String entity, String key, int count) {
    await().atMost(PATIENCE).until(() -> events(entity, key).size() >= count);
  }

  final JsonNode state(String stream) {
    for (JsonNode each : streams().path("streams")) {
      if (each.path("stream").asText().equals(stream)) {
        return each;
      }
    }
    throw new AssertionError("no stream " + stream);
  }

  final void awaitPolled(String stream) {
    await().atMost(PATIENCE).until(() -> !state(stream).path("watermark").isNull());
  }

  final void awaitTrouble(String stream, String... words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(state(stream).path("lastError").asText()).contains(words));
  }

  /** An invoice with lines of these amounts; returns its id. */
  final String invoice(String currency, String... amounts) {
    StringBuilder lines = new StringBuilder();
    for (String amount : amounts) {
      lines.append(lines.isEmpty() ? "" : ",");
      lines.append("{\"LineType\":\"Item\",\"LineAmount\":\"").append(amount).append("\"}");
    }
    return fusion
        .post(
            "/finance/invoices",
            "{\"Supplier\":\"Kanda\",\"SupplierNumber\":\"1003\",\"InvoiceCurrency\":\""
                + currency
                + "\",\"InvoiceAmount\":\"1\",\"lines\":["
                + lines
                + "]}")
        .path("InvoiceId")
        .asText();
  }

  /** A journal of so many lines of 0.01 each; returns its batch. */
  final String journal(String name, int lines) {
    StringBuilder all = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      String side = line % 2 == 0 ? "EnteredDr" : "EnteredCr";
      all.append(line == 0 ? "" : ",");
      all.append("{\"AccountCombination\":\"101-4100-52010-000\",\"");
      all.append(side).append("\":\"0.01\"}");
    }
    return fusion
        .post(
            "/finance/journals",
            "{\"name\":\""
                + name
                + "\",\"currency\":\"USD\",\"rate\":\"2\",\"lines\":["
                + all
                + "]}")
        .path("JeBatchId")
        .asText();
  }

  final String now() {
    return fusion.time().toString();
  }

  final JsonNode ping() {
    return service().post("/api/connections/" + connection() + "/ping", null).json();
  }
}
