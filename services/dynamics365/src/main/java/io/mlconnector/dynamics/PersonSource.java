package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.dynamics.api.ODataApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One of the entity sets that contact persons are read from. */
interface PersonSource {

  /** What both sets have. */
  List<String> FIELDS =
      List.of(
          "FirstName",
          "MiddleName",
          "LastName",
          "ContactPersonName",
          "PrimaryEmailAddress",
          "PrimaryPhoneNumber",
          "EmploymentJobTitle",
          "IsInactive");

  String name();

  EntitySet set(Connection connection);

  Page<PersonRow> page(Connection connection, Cursor cursor);

  List<PersonRow> byKeys(Connection connection, List<String> keys);

  /** Finds out whether the set can be read, by one call. */
  default void look(Connection connection) {
    connection.client(ODataApi.class).list(name(), true, null, null, null, 1);
  }

  static PersonSource named(String set) {
    return set.equals(PersonsByAccount.SET) ? new PersonsByAccount() : new PersonsByParty();
  }

  /** The set of the settings, or the one that the service document has. */
  static PersonSource of(Connection connection) {
    String wanted = new DynamicsSettings(connection.settings()).contactSet();
    if (!wanted.equals("auto")) {
      return named(wanted);
    }
    Set<String> sets = new HashSet<>();
    JsonNode document = connection.client(ODataApi.class).sets();
    document.path("value").forEach(each -> sets.add(each.path("name").asText()));
    if (sets.contains(PersonsByParty.SET)) {
      return new PersonsByParty();
    }
    if (sets.contains(PersonsByAccount.SET)) {
      return new PersonsByAccount();
    }
    throw VendorFailure.rejected(
        200,
        "The service document has neither %s nor %s; name your set in the setting contactSet"
            .formatted(PersonsByParty.SET, PersonsByAccount.SET));
  }
}
