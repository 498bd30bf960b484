package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who is signed in. A personal access token has one session: signing in with it again ends the one
 * before. A session ends when it is not used for a while; a token dies when nobody signs in with it
 * for some days (sheet T1).
 */
final class Sessions {

  private static final Duration POLICY = Duration.ofDays(365);

  private final Clock clock;
  private final Supplier<TableauSettings> settings;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Pat> pats = new LinkedHashMap<>();
  private final Map<String, Session> live = new HashMap<>();
  private final Set<String> usedJwts = new HashSet<>();
  private final ConnectedApp app;
  private int signIns;
  private long changes;

  Sessions(Clock clock, Supplier<TableauSettings> settings) {
    this.clock = clock;
    this.settings = settings;
    this.app = new ConnectedApp(clock);
    pat(
        TableauAccounts.PAT_NAME,
        TableauAccounts.PAT_SECRET,
        TableauAccounts.ADMINISTRATOR,
        clock.instant().plus(POLICY));
    pat(
        TableauAccounts.CREATOR_PAT_NAME,
        TableauAccounts.CREATOR_PAT_SECRET,
        TableauAccounts.CREATOR,
        clock.instant().plus(POLICY));
    pat(
        TableauAccounts.VIEWER_PAT_NAME,
        TableauAccounts.VIEWER_PAT_SECRET,
        TableauAccounts.VIEWER,
        clock.instant().plus(POLICY));
  }

  /** Makes a token, or takes the place of the one of that name. */
  synchronized void pat(String name, String secret, String user, Instant expires) {
    User.named(user);
    pats.put(name, new Pat(name, secret, user, clock.instant(), expires));
    changes++;
  }

  /** Takes a token back, and ends its session; false when there is none of that name. */
  synchronized boolean revokePat(String name) {
    endOf(name);
    changes++;
    return pats.remove(name) != null;
  }

  synchronized Session signInWithPat(String name, String secret) {
    Instant now = clock.instant();
    Pat pat = pats.get(name);
    if (pat == null
        || !pat.secret().equals(secret)
        || !now.isBefore(pat.expires())
        || !now.isBefore(pat.lastUsed().plus(Duration.ofDays(settings.get().patUnusedDays())))) {
      throw Refusal.signIn();
    }
    pats.put(name, pat.usedAt(now));
    endOf(name);
    return begin(User.named(pat.user()), name, null);
  }

  synchronized Session signInWithJwt(String jwt) {
    ConnectedApp.Claims claims = app.verify(jwt);
    if (!usedJwts.add(claims.id())) {
      throw ConnectedApp.refused("jti: the token was used before");
    }
    return begin(claims.user(), null, claims.scopes());
  }

  private Session begin(User user, String pat, Set<String> scopes) {
    byte[] noise = new byte[24];
    random.nextBytes(noise);
    String token =
        Base64.getUrlEncoder().withoutPadding().encodeToString(noise)
            + "|"
            + Site.ID
            + "|"
            + signIns;
    Session session = new Session(token, user, pat, scopes, clock.instant());
    live.put(token, session);
    signIns++;
    changes++;
    return session;
  }

  private void endOf(String pat) {
    live.values().removeIf(session -> pat.equals(session.pat()));
  }

  /** The session of a token, which is used by asking; throws {@link Refusal} when it ended. */
  synchronized Session use(String token) {
    if (token == null || token.isEmpty()) {
      throw Refusal.notSignedIn();
    }
    Instant now = clock.instant();
    Session session = live.get(token);
    Duration idle = Duration.ofMinutes(settings.get().idleMinutes());
    if (session == null || !now.isBefore(session.lastUsed().plus(idle))) {
      live.remove(token);
      throw Refusal.session();
    }
    Session used = session.usedAt(now);
    live.put(token, used);
    return used;
  }

  synchronized boolean isLive(String token) {
    return live.containsKey(token);
  }

  synchronized void signOut(String token) {
    live.remove(token);
    changes++;
  }

  /** Ends every session; the personal access tokens live on. */
  synchronized void revoke() {
    live.clear();
    changes++;
  }

  synchronized int signIns() {
    return signIns;
  }

  synchronized int open() {
    return live.size();
  }

  synchronized long changes() {
    return changes;
  }

  synchronized ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    ObjectNode tokens = all.putObject("pats");
    for (Pat pat : pats.values()) {
      tokens
          .putObject(pat.name())
          .put("secret", pat.secret())
          .put("user", pat.user())
          .put("lastUsed", pat.lastUsed().toString())
          .put("expires", pat.expires().toString());
    }
    ObjectNode sessions = all.putObject("sessions");
    for (Session session : live.values()) {
      ObjectNode one =
          sessions
              .putObject(session.token())
              .put("user", session.user().name())
              .put("pat", session.pat())
              .put("lastUsed", session.lastUsed().toString());
      if (session.scopes() != null) {
        session.scopes().forEach(one.withArray("/scopes")::add);
      }
    }
    return all;
  }

  synchronized void restore(JsonNode saved) {
    pats.clear();
    live.clear();
    saved
        .path("pats")
        .fields()
        .forEachRemaining(
            each ->
                pats.put(
                    each.getKey(),
                    new Pat(
                        each.getKey(),
                        each.getValue().path("secret").asText(),
                        each.getValue().path("user").asText(),
                        Instant.parse(each.getValue().path("lastUsed").asText()),
                        Instant.parse(each.getValue().path("expires").asText()))));
    saved
        .path("sessions")
        .fields()
        .forEachRemaining(each -> live.put(each.getKey(), session(each.getKey(), each.getValue())));
  }

  private static Session session(String token, JsonNode saved) {
    Set<String> scopes = null;
    if (saved.has("scopes")) {
      scopes = new HashSet<>();
      for (JsonNode scope : saved.path("scopes")) {
        scopes.add(scope.asText());
      }
    }
    return new Session(
        token,
        User.named(saved.path("user").asText()),
        saved.path("pat").asText(null),
        scopes,
        Instant.parse(saved.path("lastUsed").asText()));
  }
}
