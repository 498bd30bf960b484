package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What finance people do, below {@code /sandbox/fusion/finance}:
 *
 * <ul>
 *   <li>{@code POST /journals} with {@code period}, {@code currency}, {@code rate} and {@code
 *       lines}, each with {@code AccountCombination} and {@code EnteredDr} or {@code EnteredCr};
 *       with {@code batch} it is one more journal of that batch
 *   <li>{@code POST /invoices} with attributes and {@code lines}; {@code POST /invoices/generate}
 *       with {@code count}, {@code lines} per invoice and {@code seed}
 *   <li>{@code POST|PATCH|DELETE /lines/RESOURCE/KEY/CHILD[/LINE]}; of journal lines KEY is {@code
 *       BATCH~JOURNAL}
 *   <li>{@code POST /attributes} with {@code resource} and {@code name}
 *   <li>{@code GET /totals?of=invoice-lines}: rows and sums by currency and period
 * </ul>
 */
final class FinanceControl {

  private static final int MOST_LINES = 1_000_000;

  private final FinanceData data;
  private final Journals journals;

  FinanceControl(FinanceData data) {
    this.data = data;
    this.journals = new Journals(data);
  }

  void mount(Router router) {
    router.post("/finance/journals").handler(checked(this::journal));
    router.post("/finance/invoices").handler(checked(this::invoice));
    router.post("/finance/invoices/generate").blockingHandler(checked(this::generate));
    router.post("/finance/lines/:resource/:key/:child").handler(checked(this::add));
    router.patch("/finance/lines/:resource/:key/:child/:line").handler(checked(this::set));
    router.delete("/finance/lines/:resource/:key/:child/:line").handler(checked(this::delete));
    router.post("/finance/attributes").handler(checked(this::attribute));
    router.get("/finance/totals").blockingHandler(checked(this::totals));
  }

  private static Handler<RoutingContext> checked(Handler<RoutingContext> command) {
    return call -> {
      try {
        command.handle(call);
      } catch (IllegalArgumentException e) {
        throw new BadCommand(e.getMessage());
      }
    };
  }

  private void journal(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    String period = body.path("period").asText("Nov-26");
    String currency = body.path("currency").asText("EUR");
    BigDecimal rate = new BigDecimal(body.path("rate").asText("1"));
    String name = body.path("name").asText(null);
    List<Map<String, Object>> lines = lines(body);
    String batch = body.path("batch").asText(null);
    if (batch == null) {
      batch = journals.post(name, period, currency, rate, lines);
    } else {
      journals.add(batch, name, period, currency, rate, lines);
    }
    Reply.json(201, Map.of("JeBatchId", batch)).send(call);
  }

  private void invoice(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    String key = data.newId();
    Map<String, Object> values = values(body);
    values.putIfAbsent("InvoiceNumber", "INV-" + key);
    values.putIfAbsent("InvoiceCurrency", "EUR");
    values.putIfAbsent("AccountingDate", "2026-11-15");
    data.invoices.create(key, values);
    List<Map<String, Object>> lines = lines(body);
    data.addLines(data.invoices, List.of(key), "invoiceLines", lines);
    Reply.json(201, Map.of("InvoiceId", key)).send(call);
  }

  private void generate(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int count = body.path("count").asInt(0);
    int lines = body.path("lines").asInt(1);
    if (count < 1 || lines < 0 || (long) count * lines > MOST_LINES) {
      throw new BadCommand("count: invoices and lines of each, at most a million lines in all");
    }
    List<String> keys = data.generateInvoices(count, lines, body.path("seed").asLong(1));
    Reply.json(
            201, Map.of("invoices", count, "first", keys.get(0), "last", keys.get(keys.size() - 1)))
        .send(call);
  }

  private void add(RoutingContext call) {
    Map<String, Object> values = values(SandboxJson.body(call));
    String line = data.add(table(call), path(call), call.pathParam("child"), values);
    Reply.json(201, Map.of("line", line)).send(call);
  }

  private void set(RoutingContext call) {
    Map<String, Object> values = values(SandboxJson.body(call));
    data.set(table(call), path(call), call.pathParam("child"), call.pathParam("line"), values);
    Reply.json(200, Map.of("line", call.pathParam("line"))).send(call);
  }

  private void delete(RoutingContext call) {
    data.delete(table(call), path(call), call.pathParam("child"), call.pathParam("line"));
    Reply.empty(204).send(call);
  }

  private void attribute(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    data.addAttribute(body.path("resource").asText(), body.path("name").asText());
    Reply.empty(204).send(call);
  }

  private void totals(RoutingContext call) {
    String of = call.request().getParam("of", "invoice-lines");
    Reply.json(200, new FinanceTotals(data).of(of)).send(call);
  }

  private FusionTable table(RoutingContext call) {
    FusionTable table = data.table(call.pathParam("resource"));
    if (table == null) {
      throw new BadCommand("resource: there is no " + call.pathParam("resource"));
    }
    return table;
  }

  private static List<String> path(RoutingContext call) {
    return List.of(call.pathParam("key").split("~"));
  }

  private static List<Map<String, Object>> lines(ObjectNode body) {
    List<Map<String, Object>> lines = new ArrayList<>();
    body.path("lines").forEach(line -> lines.add(values(line)));
    return lines;
  }

  private static Map<String, Object> values(JsonNode body) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (!member.getValue().isContainerNode()) {
        values.put(member.getKey(), member.getValue().isNull() ? null : member.getValue().asText());
      }
    }
    return values;
  }
}
