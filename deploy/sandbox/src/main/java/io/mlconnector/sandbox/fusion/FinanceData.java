package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Ledgers, suppliers, orders, invoices and payments, as people in the ERP see and change them. */
public final class FinanceData {

  private static final long FIRST_ID = 300_000_110_000_000L;

  final FinanceTypes types = new FinanceTypes();
  final FusionTable invoices;
  final FusionTable receivables;
  final FusionTable payments;
  final FusionTable suppliers;
  final FusionTable orders;
  final FusionTable batches;
  final FusionTable accounts;
  final FusionTable ledgers;
  final FusionTable valueSets;
  final Lines lines;
  private final Clock clock;
  private final List<GeneratedInvoices> generated = new ArrayList<>();
  private BooleanSupplier stampsFollow = () -> true;
  private long lastId = FIRST_ID;

  FinanceData(Clock clock) {
    this.clock = clock;
    invoices = table(types.invoices);
    receivables = table(types.receivables);
    payments = table(types.payments);
    suppliers = table(types.suppliers);
    orders = table(types.orders);
    batches = table(types.batches);
    accounts = table(types.accounts);
    ledgers = table(types.ledgers);
    valueSets = table(types.valueSets);
    lines = new Lines(types.all(), "invoiceLines", this::generatedLines);
  }

  private FusionTable table(ResourceType type) {
    return new FusionTable(type, clock, values -> values, (key, changed) -> {});
  }

  /** A table for the rows of one parent, for as long as a call takes. */
  FusionTable transientTable(ResourceType type) {
    return table(type);
  }

  List<FusionTable> tables() {
    return List.of(
        invoices, receivables, payments, suppliers, orders, batches, accounts, ledgers, valueSets);
  }

  /** The resource of that name, or null. */
  FusionTable table(String name) {
    return tables().stream()
        .filter(table -> table.type().name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Whether the stamp of a parent moves when only a row of a child does. */
  void follow(BooleanSupplier moves) {
    stampsFollow = moves;
  }

  synchronized String newId() {
    lastId += 17;
    return Long.toString(lastId);
  }

  private Optional<List<FusionRow>> generatedLines(String invoice) {
    synchronized (generated) {
      return generated.stream()
          .filter(some -> some.has(invoice))
          .findFirst()
          .map(some -> some.rows(invoice));
    }
  }

  /** Makes that many payables invoices with as many lines each, at once. */
  public List<String> generateInvoices(int count, int linesEach, long seed) {
    GeneratedInvoices more;
    synchronized (generated) {
      long first =
          generated.stream().mapToLong(some -> some.first() + some.count()).max().orElse(0);
      more = new GeneratedInvoices(first, count, linesEach, seed, now());
      generated.add(more);
    }
    List<String> keys = new ArrayList<>(count);
    for (long number = more.first(); number < more.first() + count; number++) {
      String key = Long.toString(GeneratedInvoices.FIRST_ID + number);
      invoices.insert(key, more.header(number), more.at());
      keys.add(key);
    }
    return keys;
  }

  /**
   * Adds a row to a child.
   *
   * @param path keys of the parents, outermost first
   */
  public String add(FusionTable table, List<String> path, String child, Map<String, ?> values) {
    ResourceType type = lines.type(child);
    String parent = String.join("/", path);
    requireParent(table, path);
    Map<String, Object> all = new LinkedHashMap<>();
    type.attributes().keySet().forEach(name -> all.put(name, null));
    all.putAll(Values.checked(type, values));
    if (all.get(type.key()) == null) {
      boolean numbered = type.key().endsWith("Number");
      Object next = numbered ? 1 + lines.of(type, parent).size() : newId();
      all.put(type.key(), Values.checked(type, type.key(), next));
    }
    stamp(type, all);
    String key = parent + "/" + all.get(type.key());
    if (lines.find(type, parent, key).isPresent()) {
      throw new IllegalArgumentException(type.key() + ": " + key + " exists already");
    }
    lines.put(type, parent, new FusionRow(key, now(), all, lines.changes() + 1));
    moved(table, path.get(0));
    return all.get(type.key()).toString();
  }

  /** Adds rows, numbered from 1 on, to a child that has none. */
  public void addLines(
      FusionTable table, List<String> path, String child, List<Map<String, Object>> rows) {
    ResourceType type = lines.type(child);
    String parent = String.join("/", path);
    List<FusionRow> made = new ArrayList<>();
    for (Map<String, Object> values : rows) {
      Map<String, Object> all = new LinkedHashMap<>(Values.checked(type, values));
      int number = made.size() + 1;
      all.putIfAbsent(type.key(), Values.checked(type, type.key(), number));
      stamp(type, all);
      made.add(new FusionRow(parent + "/" + all.get(type.key()), now(), all, number));
    }
    lines.addAll(type, parent, made);
    moved(table, path.get(0));
  }

  /** Changes a row of a child. */
  public void set(
      FusionTable table, List<String> path, String child, String line, Map<String, ?> changed) {
    ResourceType type = lines.type(child);
    String parent = String.join("/", path);
    FusionRow row = known(type, parent, line);
    Map<String, Object> all = new LinkedHashMap<>(row.values());
    all.putAll(Values.checked(type, changed));
    stamp(type, all);
    lines.put(type, parent, new FusionRow(row.key(), now(), all, row.version() + 1));
    moved(table, path.get(0));
  }

  /** Deletes a row of a child, which shows in nothing but its absence. */
  public void delete(FusionTable table, List<String> path, String child, String line) {
    ResourceType type = lines.type(child);
    String parent = String.join("/", path);
    lines.delete(type, parent, known(type, parent, line).key());
    moved(table, path.get(0));
  }

  private FusionRow known(ResourceType type, String parent, String line) {
    return lines
        .find(type, parent, parent + "/" + line)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    type.key() + ": there is no " + type.name() + " " + line + " of " + parent));
  }

  private static void requireParent(FusionTable table, List<String> path) {
    if (table.row(path.get(0)) == null) {
      throw new IllegalArgumentException(
          table.type().key() + ": there is no " + table.type().name() + " " + path.get(0));
    }
  }

  private void stamp(ResourceType type, Map<String, Object> values) {
    if (type.attributes().containsKey(Attribute.LAST_UPDATE)) {
      values.put(Attribute.LAST_UPDATE, now());
    }
    if (type.attributes().containsKey(Attribute.CREATION)) {
      values.putIfAbsent(Attribute.CREATION, now());
    }
  }

  private void moved(FusionTable table, String key) {
    if (stampsFollow.getAsBoolean()) {
      table.touch(key);
    }
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Adds an attribute, as a flexfield becomes one. */
  public void addAttribute(String resource, String name) {
    FusionTable table = table(resource);
    ResourceType type = table == null ? lines.type(resource) : table.type();
    type.attributes().putIfAbsent(name, Attribute.text(name));
  }

  ObjectNode save() {
    ObjectNode all = SandboxJson.object().put("lastId", lastId);
    all.set("lines", lines.save());
    ArrayNode made = all.putArray("generated");
    synchronized (generated) {
      for (GeneratedInvoices some : generated) {
        made.addObject()
            .put("first", some.first())
            .put("count", some.count())
            .put("lines", some.lines())
            .put("seed", some.seed())
            .put("at", some.at().toString());
      }
    }
    ObjectNode attributes = all.putObject("attributes");
    Set<String> standard = new FinanceNames().attributes();
    new FinanceNames(types)
        .each(
            (resource, attribute) -> {
              if (!standard.contains(resource + "." + attribute)) {
                attributes.withArray("/" + resource).add(attribute);
              }
            });
    return all;
  }

  void restore(JsonNode saved) {
    lastId = saved.path("lastId").asLong(FIRST_ID);
    saved
        .path("attributes")
        .properties()
        .forEach(
            resource ->
                resource
                    .getValue()
                    .forEach(name -> addAttribute(resource.getKey(), name.asText())));
    synchronized (generated) {
      generated.clear();
      saved
          .path("generated")
          .forEach(
              some ->
                  generated.add(
                      new GeneratedInvoices(
                          some.path("first").asLong(),
                          some.path("count").asInt(),
                          some.path("lines").asInt(),
                          some.path("seed").asLong(),
                          Instant.parse(some.path("at").asText()))));
    }
    lines.restore(saved.path("lines"));
  }
}
