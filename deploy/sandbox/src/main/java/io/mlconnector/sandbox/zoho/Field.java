package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A field of a module.
 *
 * @param length most characters or digits, 0 for the usual ones of the type
 * @param unique whether a person flagged it unique
 * @param external whether it is an external field of the organization; such a field is unique
 * @param readOnly whether only the vendor writes it
 * @param pickList its values, for pick lists
 * @param lookup the module that a lookup leads to, or null
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Field(
    String apiName,
    FieldType type,
    int length,
    boolean mandatory,
    boolean unique,
    boolean external,
    boolean readOnly,
    boolean custom,
    List<String> pickList,
    String lookup) {

  public Field {
    if (apiName == null || !apiName.matches("[A-Za-z][A-Za-z0-9_]{0,49}")) {
      throw new IllegalArgumentException("apiName: letters, digits and _ are expected: " + apiName);
    }
    if (type == null) {
      throw new IllegalArgumentException("type: missing for " + apiName);
    }
    if (length == 0) {
      length = type.usualLength;
    }
    pickList = pickList == null ? List.of() : List.copyOf(pickList);
    unique = unique || external;
    if (unique && !type.canBeUnique()) {
      throw new IllegalArgumentException(
          "unique: " + apiName + " is a " + type.wireName() + ", which cannot be unique");
    }
    if (external && type != FieldType.TEXT) {
      throw new IllegalArgumentException("external: only a text field can be, not " + apiName);
    }
  }

  static Field of(String apiName, FieldType type) {
    return new Field(apiName, type, 0, false, false, false, false, false, List.of(), null);
  }

  static Field custom(String apiName, FieldType type) {
    return of(apiName, type).asCustom();
  }

  static Field pickList(String apiName, String... values) {
    return new Field(
        apiName, FieldType.PICKLIST, 0, false, false, false, false, false, List.of(values), null);
  }

  static Field lookup(String apiName, String module) {
    return new Field(
        apiName, FieldType.LOOKUP, 0, false, false, false, false, false, List.of(), module);
  }

  Field asMandatory() {
    return new Field(
        apiName, type, length, true, unique, external, readOnly, custom, pickList, lookup);
  }

  Field asUnique() {
    return new Field(
        apiName, type, length, mandatory, true, external, readOnly, custom, pickList, lookup);
  }

  Field asExternal() {
    return new Field(
        apiName, type, length, mandatory, true, true, readOnly, custom, pickList, lookup);
  }

  Field asCustom() {
    return new Field(
        apiName, type, length, mandatory, unique, external, readOnly, true, pickList, lookup);
  }

  Field asReadOnly() {
    return new Field(
        apiName, type, length, mandatory, unique, external, true, custom, pickList, lookup);
  }

  Field asLong(int most) {
    return new Field(
        apiName, type, most, mandatory, unique, external, readOnly, custom, pickList, lookup);
  }

  /** As people read it: {@code Account_Name} is "Account Name". */
  String label() {
    return apiName.replace('_', ' ');
  }
}
