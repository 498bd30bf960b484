package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks at which queries our user may run, and whether they are as the settings say. */
final class Rights {

  private final Connection connection;
  private final PsSettings settings;

  Rights(Connection connection) {
    this.connection = connection;
    this.settings = new PsSettings(connection);
  }

  List<Right> all(Today there) {
    List<Right> rights = new ArrayList<>();
    release(there, rights);
    if (settings.reads("employeeQuery")) {
      rights.add(
          right(
              "employeeQuery",
              "employeeColumns",
              JobRow.COLUMNS,
              () -> new People(connection).some(there.today())));
    }
    if (settings.reads("vendorQuery")) {
      rights.add(
          right(
              "vendorQuery",
              "vendorColumns",
              VendorRow.COLUMNS,
              () -> new VendorList(connection).some()));
    }
    return rights;
  }

  private void release(Today there, List<Right> rights) {
    settings
        .release()
        .filter(
            release ->
                there.release() != null && !(there.release() + ".").startsWith(release + "."))
        .ifPresent(
            release ->
                rights.add(
                    new Right(
                        "PeopleTools " + release,
                        false,
                        "PeopleSoft says that it is %s; correct the setting peopleTools."
                            .formatted(there.release()))));
  }

  private Right right(
      String query, String setting, Map<String, String> usual, Supplier<List<JsonRow>> look) {
    String what = "run query " + settings.query(query);
    try {
      Map<String, String> columns = settings.columns(setting, usual);
      List<String> missing = Columns.missing(columns, columns.keySet(), look.get());
      return missing.isEmpty()
          ? new Right(what, true, null)
          : new Right(
              what,
              false,
              "It has no column %s. Add it, or name yours in the setting %s; none where there is none."
                  .formatted(String.join(", ", missing), setting));
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      return new Right(
          what,
          false,
          failure.getMessage()
              + " Give our user's permission list query access to its records, and the query to"
              + " owner "
              + settings.owner()
              + ".");
    }
  }
}
