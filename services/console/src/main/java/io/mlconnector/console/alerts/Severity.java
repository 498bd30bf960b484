package io.mlconnector.console.alerts;

import java.util.Locale;

/** How much an alert presses; what comes later presses more. */
public enum Severity {
  NOTICE,
  URGENT;

  /** As configuration, messages and pages write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How the pages colour it. */
  public String tone() {
    return this == URGENT ? "bad" : "busy";
  }
}
