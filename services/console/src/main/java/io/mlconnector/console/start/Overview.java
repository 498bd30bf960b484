package io.mlconnector.console.start;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mlconnector.console.connections.Lapse;
import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.routes.RouteView;
import io.mlconnector.console.systems.ConnectionHealth;
import java.util.List;

/**
 * The state of everything on one page.
 *
 * @param attention what needs somebody, the most urgent first
 * @param lapses what ends when, warnings first
 * @param lately records per step
 */
public record Overview(
    List<ConnectionHealth> connections,
    List<RouteView> routes,
    List<Attention> attention,
    List<Lapse> lapses,
    List<Counters.Counter> lately) {

  /**
   * Something that needs somebody.
   *
   * @param tone {@code bad} before {@code busy}
   * @param sentence what it is
   * @param todo what to do
   * @param link to where it is done
   * @param about what the console's alerts are to know of it
   */
  public record Attention(
      String tone, String sentence, String todo, String link, @JsonIgnore About about) {

    public Attention(String tone, String sentence, String todo, String link) {
      this(tone, sentence, todo, link, null);
    }
  }

  /**
   * What something is about.
   *
   * @param kind {@code MASS_CHANGE}, {@code MAPPING}, or {@code SILENT} for what did not answer
   * @param connection null where it is about none
   * @param scope which one, where there may be several
   */
  public record About(String kind, String connection, String scope) {}
}
