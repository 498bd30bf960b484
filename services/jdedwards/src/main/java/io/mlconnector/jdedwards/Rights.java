package io.mlconnector.jdedwards;

import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at what our user may do. */
final class Rights {

  private static final Map<String, List<String>> TABLES =
      Map.of(
          Tables.BOOK, Tables.BOOK_COLUMNS,
          Tables.CUSTOMERS, Tables.CUSTOMER_COLUMNS,
          Tables.SUPPLIERS, Tables.SUPPLIER_COLUMNS,
          Tables.PERSONS, Tables.PERSON_COLUMNS,
          Tables.PHONES, Tables.PHONE_COLUMNS,
          Tables.EMAILS, Tables.EMAIL_COLUMNS,
          Tables.ADDRESSES, Tables.ADDRESS_COLUMNS);

  private final Connection connection;

  Rights(Connection connection) {
    this.connection = connection;
  }

  /** Whether each table shows itself and its columns. */
  List<Right> reading() {
    Browser browser = new Browser(connection);
    List<Right> rights = new ArrayList<>();
    TABLES.keySet().stream()
        .sorted()
        .forEach(
            table ->
                rights.add(
                    right(
                        "read " + table,
                        "Give its role the data browser and row security for " + table + ".",
                        () -> browser.browse(Query.of(table, TABLES.get(table), 1)))));
    return rights;
  }

  /** Whether the orchestrations that are named take and give what we need. */
  List<Right> writing(List<Sink> sinks) {
    JdeSettings settings = new JdeSettings(connection);
    List<Right> rights = new ArrayList<>();
    for (Sink sink : sinks) {
      OrchestratedSink object = (OrchestratedSink) sink;
      for (boolean creates : new boolean[] {true, false}) {
        String setting = creates ? object.names().create() : object.names().update();
        String name = settings.orNull(setting);
        if (name != null && settings.readsCatalog()) {
          rights.add(
              right(
                  "call " + name,
                  "Correct the orchestration, or the settings %s and %s."
                      .formatted(setting, object.names().inputs()),
                  () -> fits(settings, object, name, creates)));
        }
      }
    }
    return rights;
  }

  private void fits(JdeSettings settings, OrchestratedSink sink, String name, boolean creates) {
    Contract contract = Contract.of(connection, name);
    Map<String, String> inputs = settings.map(sink.names().inputs());
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> named : inputs.entrySet()) {
      boolean toTell =
          named.getKey().equals(Schemas.ADDRESS_NUMBER) || named.getKey().equals(Schemas.LINE);
      if (!contract.inputs().contains(named.getValue()) && !(creates && toTell)) {
        problems.add("input %s for %s".formatted(named.getValue(), named.getKey()));
      }
    }
    for (Field<?> field : sink.fields(connection)) {
      if (creates && field.required() && !contract.inputs().contains(field.input(inputs))) {
        problems.add("input %s for %s".formatted(field.input(inputs), field.path()));
      }
    }
    for (String demanded : contract.demanded()) {
      if (!fed(settings, sink, creates).contains(demanded)) {
        problems.add("a field for its required input " + demanded);
      }
    }
    if (!contract.outputs().isEmpty() && !contract.outputs().contains(Orchestration.STATUS)) {
      problems.add("output " + Orchestration.STATUS);
    }
    if (!problems.isEmpty()) {
      throw VendorFailure.rejected(
          200,
          "Orchestration %s lacks %s."
              .formatted(name, String.join(", ", problems.stream().distinct().toList())));
    }
  }

  /** The inputs that we can fill. */
  private Set<String> fed(JdeSettings settings, OrchestratedSink sink, boolean creates) {
    Map<String, String> inputs = settings.map(sink.names().inputs());
    Set<String> fed = new HashSet<>(inputs.values());
    sink.fields(connection).forEach(field -> fed.add(field.input(inputs)));
    if (!creates) {
      fed.add(inputs.getOrDefault(Schemas.ADDRESS_NUMBER, "AddressNumber"));
      fed.add(inputs.getOrDefault(Schemas.LINE, "LineNumber"));
    }
    return fed;
  }

  private static Right right(String what, String hint, Runnable look) {
    try {
      look.run();
      return new Right(what, true, null);
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      return new Right(what, false, failure.getMessage() + " " + hint);
    }
  }
}
