package io.mlconnector.jdedwards;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Contact;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Persons of customers and vendors: lines of Who's Who, with their own e-mails and phones. */
final class Contacts implements SourceStream<Person> {

  static final String NAME = "contacts";

  private static final String MARK = "all:";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> entities() {
    return List.of(Contact.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.incremental(JdeSettings.overlap(settings));
  }

  @Override
  public void selfTest(Connection connection) {
    DateProof.run(connection, new WhosWho(connection).lines());
  }

  @Override
  public Page<Person> fetch(Connection connection, Cursor cursor) {
    WhosWho persons = new WhosWho(connection);
    if (cursor.from() == null && !Changes.goesOn(cursor)) {
      String after = cursor.page() == null ? null : cursor.page().substring(MARK.length());
      Browser.Chunk chunk = persons.browser().chunk(persons.lines(), after);
      return Page.of(
          persons.joined(chunk.rows()), chunk.next() == null ? null : MARK + chunk.next());
    }
    Changes.Found changed =
        new Changes(connection, List.of(Tables.PERSONS, Tables.PHONES, Tables.EMAILS)).next(cursor);
    return Page.of(persons.persons(changed.an8s()), changed.next());
  }

  @Override
  public int keysPerCall() {
    return 100;
  }

  /** A key without a line stands for all persons of the address number. */
  @Override
  public Page<Person> fetchByKeys(Connection connection, List<String> keys) {
    Set<String> wanted = Set.copyOf(keys);
    List<String> an8s = Numbers.of(keys.stream().map(Person::an8).toList());
    return Page.of(
        new WhosWho(connection)
            .persons(an8s).stream()
                .filter(
                    person -> wanted.contains(person.key()) || wanted.contains(person.line().an8()))
                .toList(),
        null);
  }

  @Override
  public String key(Person person) {
    return person.key();
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, Person person, Instant asOf) {
    JdeSettings settings = new JdeSettings(connection);
    boolean customer = settings.types(Party.CUSTOMER).contains(person.type());
    boolean vendor = settings.types(Party.VENDOR).contains(person.type());
    if (person.type() == null || !customer && !vendor) {
      return List.of();
    }
    var today = asOf.atZone(connection.timeZone()).toLocalDate();
    Stream.of(List.of(person.line()), person.phones(), person.emails())
        .forEach(rows -> Entry.sane(rows, today, settings.earliest()));
    GridRow line = person.line();
    Lines lines = new Lines(settings, person.phones(), person.emails());
    String action = line.text("ACTIN");
    boolean inactive = action != null && settings.list("inactiveContacts").contains(action);
    return List.of(
        Contact.builder(person.key())
            .name(name(line))
            .firstName(line.text("GNNM"))
            .lastName(line.text("SRNM"))
            .status(inactive ? "inactive" : "active")
            .email(lines.email())
            .phone(lines.phone())
            .mobile(lines.mobile())
            .jobTitle(line.text("ATTL"))
            .customerKey(customer ? line.an8() : null)
            .vendorKey(customer ? null : line.an8())
            .gaps(lines.gaps("contact"))
            .build());
  }

  private static String name(GridRow line) {
    String mailing = line.text("MLNM");
    if (mailing != null) {
      return mailing;
    }
    String name =
        Stream.of(line.text("GNNM"), line.text("MDNM"), line.text("SRNM"))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? line.required("MLNM") : name;
  }
}
