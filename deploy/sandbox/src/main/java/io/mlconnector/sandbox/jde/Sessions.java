package io.mlconnector.sandbox.jde;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The live sessions: each bound to its device, ended by idleness, age and logout (sheet 3.1). */
final class Sessions {

  private final Clock clock;
  private final Supplier<JdeSettings> settings;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> live = new LinkedHashMap<>();
  private long changes;
  private int signIns;
  private int logouts;
  private int temporary;

  Sessions(Clock clock, Supplier<JdeSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Opens a session; throws a {@link Refusal} where the user has too many. */
  synchronized Session open(
      String environment, String role, String jasServer, String device, boolean named) {
    int most = settings.get().sessionsPerUser();
    if (most > 0 && all().size() >= most) {
      throw new Refusal(500, "Maximum number of sessions exceeded for the user");
    }
    Instant now = clock.instant();
    Session session =
        new Session(
            token(), JdeAccounts.USER, environment, role, jasServer, device, named, now, now);
    live.put(session.token(), session);
    changes++;
    signIns++;
    return session;
  }

  /**
   * The session of a token that is used from this device, kept alive by that; null when there is
   * none, or when it belongs to another device.
   *
   * @param device the name given with the call, or null
   * @param address whence the call came
   */
  synchronized Session use(String token, String device, String address, boolean touch) {
    Session session = token == null ? null : live.get(token);
    if (session == null || isOver(session)) {
      return null;
    }
    String from = session.named() ? device : address;
    if (!session.device().equals(from)) {
      return null;
    }
    if (touch) {
      live.put(token, session.usedAt(clock.instant()));
    }
    return session;
  }

  /** Counts a session that lives for one call, as calls without a token have. */
  synchronized void temporary() {
    temporary++;
  }

  synchronized void close(Session session) {
    live.remove(session.token());
    changes++;
    logouts++;
  }

  /** Ends all of them, as a restart of the HTML server does. */
  synchronized void revoke() {
    live.clear();
    changes++;
  }

  /** The sessions that are alive now, oldest first. */
  synchronized List<Session> all() {
    live.values().removeIf(this::isOver);
    return List.copyOf(live.values());
  }

  synchronized void restore(Collection<Session> saved) {
    live.clear();
    saved.forEach(session -> live.put(session.token(), session));
  }

  synchronized int signIns() {
    return signIns;
  }

  synchronized int logouts() {
    return logouts;
  }

  synchronized int temporarySessions() {
    return temporary;
  }

  synchronized long changes() {
    return changes;
  }

  private boolean isOver(Session session) {
    Instant now = clock.instant();
    Duration idle = Duration.ofMinutes(settings.get().inactivityMinutes());
    Duration age = Duration.ofMinutes(settings.get().timeToLiveMinutes());
    return !now.isBefore(session.lastUsed().plus(idle)) || !now.isBefore(session.since().plus(age));
  }

  private String token() {
    byte[] noise = new byte[96];
    random.nextBytes(noise);
    return "044" + Base64.getEncoder().encodeToString(noise);
  }
}
