package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.FieldSchema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a person of an address number has as a target. */
final class PersonFields {

  static final String ADDRESS_NUMBER = "addressNumber";
  static final String EXTERNAL_ID = "externalId";
  static final String NAME = "name";
  static final String EMAIL = "email";

  private PersonFields() {}

  static List<Field<Person>> of(JdeSettings settings) {
    List<Field<Person>> fields = new ArrayList<>();
    fields.add(
        new Field<Person>(
            ADDRESS_NUMBER,
            Type.REFERENCE,
            true,
            null,
            "AddressNumber",
            person -> person.line().an8()));
    String key = settings.orNull("contactKeyField");
    if (key != null) {
      fields.add(line(EXTERNAL_ID, settings.integer("keyLength"), "ExternalId", key).needed());
    }
    fields.add(line(NAME, 40, "MailingName", "MLNM").needed());
    fields.add(line("firstName", 25, "GivenName", "GNNM"));
    fields.add(line("middleName", 25, "MiddleName", "MDNM"));
    fields.add(line("lastName", 25, "Surname", "SRNM"));
    fields.add(line("jobTitle", 40, "ContactTitle", "ATTL"));
    fields.add(lines(settings, EMAIL, 256, "Email", Lines::email));
    fields.add(lines(settings, "phone", 26, "PhoneNumber", Lines::phone));
    fields.add(lines(settings, EntryFields.PREFIX, 6, "PhonePrefix", Lines::prefix));
    fields.add(lines(settings, "mobile", 26, "MobileNumber", Lines::mobile));
    return fields;
  }

  static Map<String, JsonNode> current(List<Field<Person>> fields, Person person) {
    Map<String, JsonNode> current = new LinkedHashMap<>();
    fields.forEach(field -> current.put(field.path(), field.current(person)));
    return current;
  }

  private static Field<Person> line(String path, int longest, String input, String column) {
    return Field.text(path, longest, input, person -> person.line().text(column));
  }

  private static Field<Person> lines(
      JdeSettings settings,
      String path,
      int longest,
      String input,
      Function<Lines, Object> reading) {
    return Field.text(
        path,
        longest,
        input,
        person -> reading.apply(new Lines(settings, person.phones(), person.emails())));
  }
}
