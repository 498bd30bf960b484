package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Found.Present;
import io.mlconnector.spi.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Customers or suppliers. An address number is found by itself, by our key in the column that we
 * write it to, and before a first creation by what both sides know.
 */
final class EntrySink extends OrchestratedSink {

  private final Party party;
  private final Names names;

  EntrySink(String object, Party party) {
    super(object);
    this.party = party;
    this.names = new Names(object + "Create", object + "Update", object + "Inputs");
  }

  @Override
  Names names() {
    return names;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of(
        EntryFields.EXTERNAL_ID,
        EntryFields.EMAIL,
        EntryFields.TAX_ID,
        EntryFields.DUNS,
        EntryFields.NAME);
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return Schemas.of(connection, names, fields(connection));
  }

  @Override
  List<Field<Entry>> fields(Connection connection) {
    return entryFields(connection).all();
  }

  private EntryFields entryFields(Connection connection) {
    return EntryFields.of(
        party,
        new JdeSettings(connection),
        connection.clock().instant().atZone(connection.timeZone()).toLocalDate());
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    List<Sought> sought = writes.stream().map(write -> new Sought(write, write.key())).toList();
    Meeting meeting = new Meeting(new AddressBook(connection, party), entryFields(connection));
    Map<String, Found> found = new HashMap<>(meeting.known(sought));
    List<Write> strangers =
        writes.stream().filter(write -> !found.containsKey(write.delivery())).toList();
    found.putAll(
        meeting.first(
            new Alike(connection, party),
            strangers.stream().filter(each -> each.key() == null).toList()));
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
    Meeting meeting = new Meeting(new AddressBook(connection, party), entryFields(connection));
    Map<String, Present> there = new HashMap<>();
    meeting
        .known(sought)
        .forEach(
            (delivery, found) -> {
              if (found instanceof Present present) {
                there.put(delivery, present);
              }
            });
    return there;
  }

  @Override
  String key(JdeSettings settings, Write write, JsonNode outputs) {
    JsonNode number = outputs.findValue(settings.text("addressNumberOutput"));
    String text = number == null ? "" : number.asText("").strip();
    return Numbers.isNumber(text) ? text : null;
  }

  @Override
  void identify(JdeSettings settings, Write write, ObjectNode inputs) {
    if (write.key() != null) {
      String input =
          settings.map(names.inputs()).getOrDefault(Schemas.ADDRESS_NUMBER, "AddressNumber");
      inputs.put(input, Long.parseLong(write.key()));
    }
  }

  /** Without our key a crash after a creation would make the same entry again. */
  @Override
  String refusal(JdeSettings settings, Write write) {
    boolean keyless = Objects.requireNonNullElse(write.text(EntryFields.EXTERNAL_ID), "").isBlank();
    return write.key() == null && keyless
        ? "Nothing is created without externalId, by which it is recognised: map it in the route"
        : null;
  }
}
