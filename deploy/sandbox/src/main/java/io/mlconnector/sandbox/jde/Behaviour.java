package io.mlconnector.sandbox.jde;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a run of an orchestration ends other than well (sheet 3.5, defect 8). */
enum Behaviour {
  /** 200; only the first step was done, and jde__status says WARNING. */
  HIDDEN_FAILURE,
  /** 200; nothing was done, jde__status says ERROR and there is no number. */
  HIDDEN_ERROR,
  /** 200; everything was done, jde__status says WARNING. */
  WARNING,
  /** 200; everything was done, but no jde__status. */
  NO_STATUS,
  /** 200; nothing was done and nothing is said. */
  EMPTY,
  /** 202; done, without a result. */
  ACCEPTED,
  /** 202; never done. */
  ACCEPTED_LOST,
  /** 500 with a ServiceErrorResponse; nothing was done. */
  SERVICE_ERROR,
  /** 500 with a ServiceErrorResponse of status ERROR; the first step was done. */
  SERVICE_ERROR_HALF_DONE,
  /** 500 with a ServiceErrorResponse of status WARNING; everything was done. */
  SERVICE_WARNING;

  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Behaviour ofWireName(String text) {
    for (Behaviour each : values()) {
      if (each.wireName().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "kind: \""
            + text
            + "\" is none of "
            + Arrays.stream(values()).map(Behaviour::wireName).collect(Collectors.joining(", ")));
  }
}
