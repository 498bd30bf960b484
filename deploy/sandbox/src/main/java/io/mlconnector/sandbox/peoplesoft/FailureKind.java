package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.BadCommand;
import java.util.Arrays;
import java.util.Locale;

/** What goes wrong with a query on demand. */
enum FailureKind {
  /** Status 200 with an error document of the Integration Broker. */
  IB_ERROR,
  /** Status 200 with JSON whose status is not success. */
  JSON_ERROR,
  /** Status 200 with the sign-in page of a reverse proxy. */
  SIGN_IN_PAGE,
  /** Status 302 to that page. */
  SIGN_IN_REDIRECT,
  /** The first half of the answer, as if it were all. */
  TRUNCATED,
  /** Dates as dd/MM/yyyy. */
  WRONG_DATES,
  /** A share of the people or vendors is not there, always the same ones. */
  MISSING,
  /** The last column is not there. */
  MISSING_COLUMN;

  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FailureKind ofWireName(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadCommand(
                    "kind: \""
                        + text
                        + "\" is none of "
                        + Arrays.stream(values()).map(FailureKind::wireName).toList()));
  }
}
