package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.record.AccountNumberTable;
import io.mlconnector.mapping.record.AccountNumberTable.Wanted;
import io.mlconnector.mapping.route.Mapped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets one record of a target have an account number as its external id; the others of that number
 * are parked, so that none is written over another.
 */
public final class AccountNumbers {

  private AccountNumbers() {}

  /**
   * The same decisions, parked where the number is another record's; the others now hold theirs.
   */
  static List<Decision> claim(Connection sql, List<Decision> decisions) throws SQLException {
    List<Wanted> wanted = wanted(decisions);
    return wanted.isEmpty() ? decisions : parked(decisions, AccountNumberTable.claim(sql, wanted));
  }

  /** As {@link #claim}, by what is held already; changes nothing. */
  public static List<Decision> look(Connection sql, List<Decision> decisions) throws SQLException {
    List<Wanted> wanted = wanted(decisions);
    return wanted.isEmpty() ? decisions : parked(decisions, AccountNumberTable.held(sql, wanted));
  }

  private static List<Wanted> wanted(List<Decision> decisions) {
    List<Wanted> wanted = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.mapped() instanceof Mapped.Fields fields && fields.number() != null) {
        wanted.add(new Wanted(decision.ref(), fields.number()));
      }
    }
    return wanted;
  }

  private static List<Decision> parked(List<Decision> decisions, Map<Ref, Ref> holders) {
    return decisions.stream()
        .map(
            decision -> {
              Ref holder = holders.get(decision.ref());
              return holder == null ? decision : decision.as(new Mapped.Unsuited(why(holder)));
            })
        .toList();
  }

  private static String why(Ref holder) {
    RecordKey record = holder.source();
    return ("externalId: its account number is the external id of %s %s of %s already: correct the"
            + " number at the source, or take externalId out of the route")
        .formatted(record.entity(), record.key(), record.connection());
  }
}
