package io.mlconnector.mapping.route;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;

/**
 * That a route is one half of a two-way pair.
 *
 * @param route the route of the other direction
 * @param conflict what happens where both sides changed a field; null where the mirror says so
 * @param within two changes first seen closer together than this have no newest one; null as above
 * @param first the connection whose values count at the first meeting, or {@code manual}; null as
 *     above
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MirrorRule(
    String route,
    Conflict conflict,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration within,
    String first) {

  /** The word for a person's decision, for policies and for the first meeting. */
  public static final String MANUAL = "manual";

  static final Duration WITHIN = Duration.ofHours(24);
}
