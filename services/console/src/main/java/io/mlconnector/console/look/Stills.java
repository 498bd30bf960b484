package io.mlconnector.console.look;

import io.mlconnector.flow.pause.Pause;
import io.quarkus.qute.TemplateExtension;

/** How templates name what is paused. */
@TemplateExtension
public final class Stills {

  private Stills() {}

  /** What stands still. */
  static String subject(Pause pause) {
    return switch (pause.scope()) {
      case EVERYTHING -> "Everything";
      case SYSTEM -> "All of " + pause.name();
      case CONNECTION -> "Connection " + pause.name();
      case ROUTE -> "Route " + pause.name();
    };
  }

  /** The page of its own; null where it has none. */
  static String page(Pause pause) {
    return switch (pause.scope()) {
      case EVERYTHING, SYSTEM -> null;
      case CONNECTION -> "/connections/" + Numbers.inUrl(pause.name());
      case ROUTE -> "/routes/" + Numbers.inUrl(pause.name());
    };
  }
}
