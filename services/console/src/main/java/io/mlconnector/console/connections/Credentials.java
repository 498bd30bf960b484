package io.mlconnector.console.connections;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How old a connection's credentials are, and what of them ends.
 *
 * @param entered when stored secrets were entered, by field; absent where not known
 */
public record Credentials(SignIn signIn, Map<String, Instant> entered, List<Lapse> lapses) {

  /**
   * The newest token.
   *
   * @param obtained null where every call carries the secret itself, or nobody signed in yet
   * @param expires null where there is none now, or only a refusal tells
   */
  public record SignIn(Instant obtained, Instant expires, int inLastHour, int inLastDay) {}

  public Credentials {
    signIn = signIn == null ? new SignIn(null, null, 0, 0) : signIn;
    entered = entered == null ? Map.of() : entered;
    lapses = lapses == null ? List.of() : lapses;
  }
}
