package io.mlconnector.console.alerts;

import java.util.Locale;

/** What alerts are about. */
public enum Kind {
  /** A connection needs attention. */
  ATTENTION("Connection needs attention"),
  /** A service does not answer. */
  SILENT("Service is silent"),
  /** The mapping cannot take its routes, or cannot read messages. */
  MAPPING("Mapping needs attention"),
  /** More and more deliveries wait. */
  BACKLOG("Backlog grows"),
  /** More records stand aside than the limit. */
  PARKED("Many parked"),
  /** A mass change waits for a person. */
  MASS_CHANGE("Mass change waits"),
  /** A webhook is not called any more. */
  HOOK_SILENT("Webhook is silent"),
  /** A credential is about to lapse. */
  LAPSE("Credential lapses"),
  /** Alerts themselves cannot be sent by a channel. */
  CHANNEL("Channel fails");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** As messages write it, such as {@code mass_change}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
