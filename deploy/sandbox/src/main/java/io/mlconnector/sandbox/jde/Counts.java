package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows there are, entries by search type, and which entries share a long address, tax id,
 * e-mail or name, letter case and blanks left out of account.
 */
final class Counts {

  private static final int SAMPLES = 10;

  private Counts() {}

  static ObjectNode of(Database database) {
    ObjectNode all = SandboxJson.object();
    ObjectNode rows = all.putObject("rows");
    Tables.ALL.values().forEach(type -> rows.put(type.name(), database.rows(type).size()));
    Map<String, Integer> types = new TreeMap<>();
    database
        .rows(Tables.ADDRESS_BOOK)
        .forEach(row -> types.merge(row.text("AT1"), 1, Integer::sum));
    all.putPOJO("bySearchType", types);
    all.put(
        "contacts",
        database.rows(Tables.WHOS_WHO).stream().filter(row -> row.number("IDLN") > 0).count());
    all.put("lastNumber", database.lastNumber());
    ObjectNode duplicates = all.putObject("duplicates");
    Collection<Row> master = database.rows(Tables.ADDRESS_BOOK);
    duplicates.set("longAddress", shared(master, "ALKY"));
    duplicates.set("taxId", shared(master, "TAX"));
    duplicates.set("name", shared(master, "ALPH"));
    List<Row> emails = new ArrayList<>(database.rows(Tables.EMAILS));
    emails.removeIf(row -> row.number("IDLN") > 0 || row.text("ETP").equals("I"));
    duplicates.set("email", shared(emails, "EMAL"));
    return all;
  }

  private static ObjectNode shared(Collection<Row> rows, String alias) {
    Map<String, List<Long>> byValue = new TreeMap<>();
    for (Row row : rows) {
      String value = row.text(alias).toLowerCase(Locale.ROOT).replaceAll("\\s", "");
      if (!value.isEmpty()) {
        byValue.computeIfAbsent(value, fresh -> new ArrayList<>()).add(row.number("AN8"));
      }
    }
    byValue.values().removeIf(numbers -> numbers.stream().distinct().count() < 2);
    ObjectNode shown = SandboxJson.object();
    shown.put("groups", byValue.size());
    shown.put("records", byValue.values().stream().mapToInt(List::size).sum());
    ArrayNode samples = shown.putArray("samples");
    byValue.entrySet().stream()
        .limit(SAMPLES)
        .forEach(
            each ->
                samples
                    .addObject()
                    .put("value", each.getKey())
                    .putPOJO("addressNumbers", each.getValue()));
    return shown;
  }
}
