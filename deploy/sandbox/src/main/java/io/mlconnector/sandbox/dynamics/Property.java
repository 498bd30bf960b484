package io.mlconnector.sandbox.dynamics;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A property of an entity.
 *
 * @param home where its value lives, which decides whether a change shows in the ETag
 * @param field the party's name for it, where it lives with the party; else its own name
 * @param options the enumeration, null unless it is one
 */
record Property(String name, PropertyKind kind, EnumType options, Home home, String field) {

  static final Instant NO_DATE = Instant.parse("1900-01-01T00:00:00Z");
  static final String NO_GUID = "00000000-0000-0000-0000-000000000000";

  /** The data source that holds a value. */
  enum Home {
    /** The row itself: a change moves the row's version in the ETag. */
    ROW,
    /** The party: shared by all rows of the party, a change moves the party's version. */
    PARTY,
    /** An address or number of the party: shared too, and invisible in every ETag. */
    PARTY_ADDRESS,
    /** Computed from other rows, never written. */
    COMPUTED
  }

  /** What stands where nobody ever entered something: never null, except in a file. */
  Object empty() {
    return switch (kind) {
      case TEXT -> "";
      case INTEGER -> 0L;
      case DECIMAL -> BigDecimal.ZERO;
      case STAMP -> NO_DATE;
      case ENUM -> options.members().get(0);
      case GUID -> NO_GUID;
      case BINARY -> null;
    };
  }

  boolean inParty() {
    return home == Home.PARTY || home == Home.PARTY_ADDRESS;
  }
}
