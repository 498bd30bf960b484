package io.mlconnector.fusion;

import io.mlconnector.canonical.Receivables;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an account owes.
 *
 * @param sum null where it is not known
 * @param why it is not known, in words; null where it is
 */
record Owed(Receivables sum, String why) {

  static final Owed NO_ACCOUNT = new Owed(null, "The party has no receivables account.");
  static final Owed NOTHING = new Owed(new Receivables(BigDecimal.ZERO, BigDecimal.ZERO), null);

  static Owed of(BigDecimal open, BigDecimal overdue) {
    return open == null
        ? new Owed(null, "The account's activities show no open amount.")
        : new Owed(new Receivables(open, overdue), null);
  }

  Optional<String> gap() {
    return Optional.ofNullable(why);
  }

  Owed plus(Owed other) {
    if (sum == null || other.sum == null) {
      return sum == null ? this : other;
    }
    BigDecimal overdue =
        sum.overdue() == null
            ? other.sum.overdue()
            : other.sum.overdue() == null ? sum.overdue() : sum.overdue().add(other.sum.overdue());
    return of(sum.open().add(other.sum.open()), overdue);
  }
}
