package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.dynamics.api.ODataApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The companies that are read; their ids in lower case, since the vendor writes them in any. */
final class Companies {

  private static final String SET = "LegalEntities";
  private static final String ID = "LegalEntityId";

  private Companies() {}

  /**
   * Those of the settings, or all that there are.
   *
   * @throws VendorFailure of kind REJECTED where one of the settings cannot be seen, or none is
   *     there: its records would look as if they had vanished
   */
  static List<String> of(Connection connection) {
    List<String> seen = visible(connection);
    List<String> wanted = new DynamicsSettings(connection.settings()).companies();
    List<String> missing = wanted.stream().filter(company -> !seen.contains(company)).toList();
    if (!missing.isEmpty()) {
      throw VendorFailure.rejected(
          200,
          "Dynamics has no company %s, only %s: grant our user its roles for it, or correct the"
                  .formatted(String.join(", ", missing), String.join(", ", seen))
              + " setting companies");
    }
    if (seen.isEmpty()) {
      throw VendorFailure.rejected(
          200, "Dynamics shows our user no company at all: grant it a role that may read some");
    }
    return wanted.isEmpty() ? seen : wanted;
  }

  /** The same without a look at whether they are there, for a scan that has begun with one. */
  static List<String> known(Connection connection) {
    List<String> named = new DynamicsSettings(connection.settings()).companies();
    return named.isEmpty() ? visible(connection) : named;
  }

  /** All companies that there are, page by page; our user need not see all of their records. */
  static List<String> visible(Connection connection) {
    List<String> seen = new ArrayList<>();
    String last = null;
    List<String> page;
    do {
      String filter = last == null ? null : ID + " gt " + Operation.quoted(last);
      page = new ArrayList<>();
      for (JsonNode row :
          connection.client(ODataApi.class).list(SET, true, ID, filter, ID, null).path("value")) {
        page.add(row.path(ID).asText());
      }
      page.removeAll(seen);
      seen.addAll(page);
      last = page.isEmpty() ? null : page.get(page.size() - 1);
    } while (last != null);
    return seen.stream()
        .map(id -> id.strip().toLowerCase(Locale.ROOT))
        .filter(id -> !id.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * Whether a company shows any customer or vendor. Without a right to it, it looks empty.
   *
   * @return false also for one that has none
   */
  static boolean shows(Connection connection, String company) {
    String filter = EntitySet.COMPANY + " eq " + Operation.quoted(company);
    String vendors = new DynamicsSettings(connection.settings()).vendorSet();
    for (String set : List.of(Customers.SET, vendors)) {
      JsonNode rows =
          connection
              .client(ODataApi.class)
              .list(set, true, EntitySet.COMPANY, filter, null, 1)
              .path("value");
      if (!rows.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes sure that a company of the settings that looks empty is one whose records we would see.
   *
   * @throws VendorFailure of kind REJECTED where the settings name it and it shows nothing at all
   */
  static void requireNamedShown(Connection connection, String company) {
    if (new DynamicsSettings(connection.settings()).companies().contains(company)) {
      requireShown(connection, company);
    }
  }

  /**
   * Makes sure that records of a company would be seen if they were there.
   *
   * @throws VendorFailure of kind REJECTED where it shows nothing at all
   */
  static void requireShown(Connection connection, String company) {
    if (!shows(connection, company)) {
      throw VendorFailure.rejected(
          200,
          ("Dynamics shows our user no customer and no vendor of company %s: grant its roles for"
                  + " that company, or correct the setting companies")
              .formatted(company));
    }
  }
}
