package io.mlconnector.zoho;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.util.Optional;
import java.util.Set;

/**
 * The field of the organization's own that holds our key. Zoho finds a record by it only where it
 * is unique, and only then there is never a second record for one of ours.
 */
final class KeyField {

  /** Types that hold an ERP's key, letters included; an e-mail or URL would be refused. */
  private static final Set<String> TYPES = Set.of("text");

  /** Where a connection does not write into a module. */
  static final String NONE = "-";

  private KeyField() {}

  /** What is wrong with it, in words that say what to do; empty where nothing is. */
  static Optional<String> problem(Kind kind, String name, Fields fields) {
    FieldMeta field = fields.get(name);
    if (name.equals(NONE)) {
      return Optional.of(
          "Nothing is written into %s, as the setting %sKey says"
              .formatted(kind.module(), kind.object()));
    }
    if (field == null) {
      return Optional.of(
          ("%s has no field %s: make a custom field of type Single Line there, tick \"Do not allow"
                  + " duplicate values\", and put its API name into the setting %sKey")
              .formatted(kind.module(), name, kind.object()));
    }
    if (!TYPES.contains(field.type())) {
      return Optional.of(
          "%s.%s is of type %s, which does not hold every key: it has to be a Single Line"
              .formatted(kind.module(), name, field.type()));
    }
    if (field.external().equals("user")) {
      return Optional.of(
          "%s.%s is an external field with a value per user: it has to be one for the organization"
              .formatted(kind.module(), name));
    }
    if (!field.unique() && field.external().isEmpty()) {
      return Optional.of(
          ("%s.%s allows duplicate values, so that Zoho cannot find a record by it: tick \"Do not"
                  + " allow duplicate values\"")
              .formatted(kind.module(), name));
    }
    return Optional.empty();
  }

  /**
   * The name of the field.
   *
   * @throws VendorFailure of kind REJECTED where it cannot be the key
   */
  static String usable(Connection connection, Kind kind) {
    String name = kind.keyField(connection.settings());
    Optional<String> problem = problem(kind, name, Fields.of(connection, kind));
    if (problem.isPresent()) {
      problem = problem(kind, name, Fields.fresh(connection, kind));
    }
    problem.ifPresent(
        words -> {
          throw VendorFailure.rejected(0, words);
        });
    return name;
  }
}
