package io.mlconnector.sandbox.peoplesoft;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Publishes on demand: everybody, some, or what became current by the passing of days alone. */
final class Publishing {

  private final Database database;
  private final Broker broker;
  private final PeopleSoftClock clock;
  private LocalDate lastEffective;

  Publishing(Database database, Broker broker, PeopleSoftClock clock) {
    this.database = database;
    this.broker = broker;
    this.clock = clock;
    this.lastEffective = clock.today();
  }

  /**
   * Publishes people or vendors.
   *
   * @param keys whom; all when there are none
   * @param count so many in turn, again and again; 0 for each once
   * @return how many messages
   */
  int publish(Operation operation, List<String> keys, int count, int perMessage) {
    List<Rec> all = operation.isOfVendors() ? vendors(keys) : people(operation, keys);
    List<Rec> chosen = new ArrayList<>();
    int wanted = count == 0 ? all.size() : count;
    for (int i = 0; i < wanted && !all.isEmpty(); i++) {
      chosen.add(all.get(i % all.size()));
    }
    if (!operation.isFull()) {
      return broker.publish(operation, chosen);
    }
    int messages = 0;
    for (int from = 0; from < chosen.size(); from += perMessage) {
      int to = Math.min(chosen.size(), from + perMessage);
      messages += broker.publish(operation, chosen.subList(from, to));
    }
    return messages;
  }

  private List<Rec> people(Operation operation, List<String> keys) {
    List<Person> people =
        keys.isEmpty()
            ? List.copyOf(database.people())
            : keys.stream().map(database::person).toList();
    String action = operation.isFull() ? "" : "C";
    boolean persons = operation.name().startsWith("PERSON");
    return people.stream()
        .flatMap(
            person ->
                persons
                    ? List.of(Messages.person(person, action)).stream()
                    : Messages.jobs(person, action).stream())
        .toList();
  }

  private List<Rec> vendors(List<String> keys) {
    if (keys.isEmpty()) {
      return database.vendors().stream().map(vendor -> Messages.vendor(vendor, "C")).toList();
    }
    return keys.stream()
        .map(key -> key.split(":", 2))
        .map(part -> new VendorKey(part[0], part.length == 2 ? part[1] : ""))
        .map(key -> Messages.vendor(database.vendor(key), "C"))
        .toList();
  }

  /** What became current since the last time. */
  int effective() {
    LocalDate today = clock.today();
    List<Rec> rows =
        database.people().stream()
            .flatMap(person -> Messages.effective(person, lastEffective, today).stream())
            .toList();
    lastEffective = today;
    return broker.publish(Operation.WORKFORCE_SYNC_EFF, rows);
  }
}
