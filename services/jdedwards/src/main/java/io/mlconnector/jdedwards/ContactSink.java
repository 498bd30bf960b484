package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Found.Ambiguous;
import io.mlconnector.spi.Found.Present;
import io.mlconnector.spi.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Persons of customers and suppliers: lines of Who's Who. A line is found by address number and
 * line, by our key where a column is named for it, else by e-mail or name among the lines of its
 * address number.
 */
final class ContactSink extends OrchestratedSink {

  private static final Names NAMES = new Names("contactCreate", "contactUpdate", "contactInputs");

  ContactSink() {
    super("contact");
  }

  @Override
  Names names() {
    return NAMES;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of(PersonFields.EXTERNAL_ID, PersonFields.EMAIL, PersonFields.NAME);
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return Schemas.of(connection, NAMES, fields(connection));
  }

  @Override
  List<Field<Person>> fields(Connection connection) {
    return PersonFields.of(new JdeSettings(connection));
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    List<Sought> sought = writes.stream().map(write -> new Sought(write, write.key())).toList();
    Map<String, Found> found = search(connection, sought);
    List<Found> answers = new ArrayList<>();
    for (Write write : writes) {
      Found one = found.get(write.delivery());
      Found nothing = write.key() == null ? new Found.Absent() : new Found.Gone(write.key());
      answers.add(one == null ? nothing : one);
    }
    return answers;
  }

  @Override
  Map<String, Present> look(Connection connection, List<Sought> sought) {
    Map<String, Present> there = new HashMap<>();
    search(connection, sought)
        .forEach(
            (delivery, found) -> {
              if (found instanceof Present present) {
                there.put(delivery, present);
              }
            });
    return there;
  }

  private Map<String, Found> search(Connection connection, List<Sought> sought) {
    Set<String> numbers = new java.util.LinkedHashSet<>();
    for (Sought one : sought) {
      add(numbers, one.key() == null ? null : Person.an8(one.key()));
      add(numbers, one.write().text(PersonFields.ADDRESS_NUMBER));
    }
    Map<String, List<Person>> persons = new HashMap<>();
    new WhosWho(connection)
        .persons(numbers)
        .forEach(
            person ->
                persons.computeIfAbsent(person.line().an8(), any -> new ArrayList<>()).add(person));
    Map<String, Found> found = new HashMap<>();
    for (Sought one : sought) {
      Found match = match(connection, one, persons);
      if (match != null) {
        found.put(one.write().delivery(), match);
      }
    }
    return found;
  }

  private static void add(Set<String> numbers, String number) {
    if (number != null && Numbers.isNumber(number)) {
      numbers.add(number);
    }
  }

  private Found match(Connection connection, Sought one, Map<String, List<Person>> persons) {
    List<Field<Person>> fields = fields(connection);
    if (one.key() != null) {
      for (Person person : persons.getOrDefault(Person.an8(one.key()), List.of())) {
        if (person.key().equals(one.key())) {
          return new Present(person.key(), PersonFields.current(fields, person));
        }
      }
    }
    String parent = one.write().text(PersonFields.ADDRESS_NUMBER);
    List<Person> of = parent == null ? List.of() : persons.getOrDefault(parent, List.of());
    for (String key : keys(one.write())) {
      String form = Alike.form(one.write().text(key));
      List<Person> alike = form.isEmpty() ? List.of() : alike(fields, of, key, form);
      if (alike.size() == 1) {
        Person person = alike.get(0);
        return new Present(person.key(), PersonFields.current(fields, person));
      }
      if (!alike.isEmpty()) {
        return new Ambiguous(alike.stream().map(Person::key).toList(), key);
      }
    }
    return null;
  }

  /** Our own key first, whether or not the route names it. */
  private static List<String> keys(Write write) {
    List<String> keys = new ArrayList<>(List.of(PersonFields.EXTERNAL_ID));
    write.match().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
    return keys;
  }

  private static List<Person> alike(
      List<Field<Person>> fields, List<Person> of, String key, String form) {
    return fields.stream()
        .filter(field -> field.path().equals(key))
        .findFirst()
        .map(
            field ->
                of.stream()
                    .filter(person -> form.equals(Alike.form(text(field.current(person)))))
                    .toList())
        .orElse(List.of());
  }

  private static String text(JsonNode value) {
    return value.isNull() ? null : value.asText();
  }

  @Override
  String key(JdeSettings settings, Write write, JsonNode outputs) {
    JsonNode line = outputs.findValue(settings.text("lineOutput"));
    String text = line == null ? "" : line.asText("").strip();
    return Numbers.isNumber(text)
        ? Person.key(write.text(PersonFields.ADDRESS_NUMBER), text)
        : null;
  }

  @Override
  void identify(JdeSettings settings, Write write, ObjectNode inputs) {
    Map<String, String> named = settings.map(NAMES.inputs());
    String key = write.key();
    String number = key == null ? write.text(PersonFields.ADDRESS_NUMBER) : Person.an8(key);
    inputs.put(named.getOrDefault(Schemas.ADDRESS_NUMBER, "AddressNumber"), Long.parseLong(number));
    if (key != null) {
      inputs.put(
          named.getOrDefault(Schemas.LINE, "LineNumber"),
          new java.math.BigDecimal(key.substring(number.length() + 1)));
    }
  }

  @Override
  String refusal(JdeSettings settings, Write write) {
    String number = write.text(PersonFields.ADDRESS_NUMBER);
    if (write.key() == null) {
      return number != null && Numbers.isNumber(number)
          ? null
          : "A person needs the address number of its customer or supplier: map addressNumber, such"
              + " as to $linked('customer', customerKey)";
    }
    return number == null || number.equals(Person.an8(write.key()))
        ? null
        : "A line of Who's Who cannot move to another address number: delete it there, or move the"
            + " contact back";
  }
}
