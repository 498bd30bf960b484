package io.mlconnector.console.connections;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.systems.ConnectionHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything about one connection.
 *
 * @param document without secrets, as it can be sent back
 * @param secrets per secret field {@code stored}, or where it is read from
 * @param ping the newest one; null before the first
 * @param failed the last consent, where it came to nothing; null where it did not
 * @param credentials how old they are, and what of them ends
 * @param consents whether a person has to sign in at the vendor
 */
public record Details(
    ConnectionHealth health,
    String title,
    long version,
    Instant created,
    Instant updated,
    JsonNode document,
    Map<String, String> secrets,
    Ping ping,
    FailedConsent failed,
    boolean consents,
    List<Backfill> backfills,
    List<Held> held,
    List<Budget> budgets,
    Credentials credentials) {

  /** What a ping found. */
  public record Ping(
      boolean ok,
      String identity,
      List<Right> rights,
      String cause,
      String kind,
      long latencyMillis,
      Instant at) {

    public Ping {
      rights = rights == null ? List.of() : rights;
    }
  }

  /** When a person's sign-in at the vendor came to nothing, and why. */
  public record FailedConsent(Instant at, String cause) {}

  /** Whether we may do something; where not, what to ask for. */
  public record Right(String what, boolean granted, String hint) {}

  /**
   * How far a backfill is.
   *
   * @param ended null while it runs
   * @param fraction of it that is done, from 0 to 1; null where nothing tells
   * @param secondsLeft by the pace of the last minutes; null where nothing tells
   */
  public record Backfill(
      long id,
      String stream,
      Instant from,
      Instant to,
      long read,
      long published,
      Instant started,
      Instant ended,
      String error,
      Double fraction,
      Long secondsLeft) {

    /** How much of it is done, in whole percents; null where nothing tells. */
    public Long percent() {
      return fraction == null ? null : Math.round(fraction * 100);
    }
  }

  /** Removals that were too many to be believed unasked. */
  public record Held(String stream, long absent, long known, List<String> samples, Instant since) {}

  /**
   * How a vendor's budget is used; null for what the replica does not tell.
   *
   * @param left calls that our share would let pass now
   * @param used in the window just past
   * @param share the most that we let pass in one window
   * @param windowSeconds how long a window is
   */
  public record Budget(String name, Long left, Long used, Long share, Long windowSeconds) {

    Budget and(Budget other) {
      return new Budget(
          name,
          left == null ? other.left : left,
          used == null ? other.used : used,
          share == null ? other.share : share,
          windowSeconds == null ? other.windowSeconds : windowSeconds);
    }

    /** What is left of the window. */
    public Long rest() {
      return used == null || share == null ? null : Math.max(0, share - used);
    }
  }

  /** Whether it can be changed here, and not only in the mounted file. */
  public boolean editable() {
    return !health.source().equals("file");
  }

  /**
   * Whether what a person pasted once is what it signs in with, so that reconnecting is pasting.
   */
  public boolean pastes() {
    return List.of("grant-code", "refresh-token").contains(mode());
  }

  /** When a stored secret was entered; null where that is not known. */
  public Instant entered(String field) {
    return credentials.entered().get(field);
  }

  /** The address of the system. */
  public String baseUrl() {
    return document.path("baseUrl").asText("");
  }

  /** The document as people read it. */
  public String pretty() {
    return document.toPrettyString();
  }

  /** How it signs in. */
  public String mode() {
    return document.at("/auth/mode").asText("");
  }

  /** Where the page's form of a pause goes. */
  public String pausePath() {
    return "/connections/" + Urls.encoded(health.id()) + "/pause";
  }
}
