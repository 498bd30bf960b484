package io.mlconnector.platform.vendor.signin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mlconnector.spi.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the next owner must know of signing in; sealed wherever it is kept.
 *
 * @param identity what the tokens belong to; those of another are worthless
 * @param credentials fingerprint of everything that a person entered
 * @param version raised by every sign-in
 * @param header null where there is no token
 * @param expires null where only a 401 tells
 * @param refresh the refresh token to use next; null for the one that a person entered
 * @param blocked why a person must do something; null where nobody must
 * @param unanswered how many refreshes in a row may have been used up without our having the answer
 * @param forced when 401s made us sign in anew, in the last hour
 */
public record SignInState(
    String identity,
    String credentials,
    long version,
    String header,
    String value,
    Instant obtained,
    Instant expires,
    String refresh,
    Map<String, String> facts,
    String blocked,
    int unanswered,
    List<Instant> forced) {

  private static final Duration LONGEST_LEAD = Duration.ofSeconds(300);

  public SignInState {
    facts = facts == null ? Map.of() : Map.copyOf(facts);
    forced = forced == null ? List.of() : List.copyOf(forced);
  }

  static SignInState none(String identity, String credentials) {
    return new SignInState(
        identity, credentials, 0, null, null, null, null, null, null, null, 0, null);
  }

  /** Whether its token can be used. */
  boolean usable(Instant now) {
    return value != null && (expires == null || now.isBefore(expires));
  }

  /** Whether it is time for another token: 300 s before it expires, or a tenth of its life. */
  boolean due(Instant now) {
    if (expires == null) {
      return false;
    }
    Duration tenth = Duration.between(obtained, expires).dividedBy(10);
    Duration lead = tenth.compareTo(LONGEST_LEAD) < 0 ? tenth : LONGEST_LEAD;
    return !now.isBefore(expires.minus(lead));
  }

  Signature signature() {
    return new Signature(version, header, new Secret(value));
  }

  @JsonIgnore
  Secret refreshToken() {
    return refresh == null ? null : new Secret(refresh);
  }

  /** With another token; what stood in the way is over. */
  SignInState with(
      String newHeader,
      Secret newValue,
      Instant now,
      Instant newExpires,
      Map<String, String> said) {
    return new SignInState(
        identity,
        credentials,
        version + 1,
        newHeader,
        newValue.reveal(),
        now,
        newExpires,
        refresh,
        said,
        null,
        0,
        forced);
  }

  /** The same session, to be used for longer. */
  SignInState until(Instant newExpires) {
    return new SignInState(
        identity,
        credentials,
        version,
        header,
        value,
        obtained,
        newExpires,
        refresh,
        facts,
        blocked,
        unanswered,
        forced);
  }

  /** Without its token, which the vendor refused or which is given back. */
  SignInState withoutToken() {
    return new SignInState(
        identity,
        credentials,
        version,
        null,
        null,
        null,
        null,
        refresh,
        facts,
        blocked,
        unanswered,
        forced);
  }

  SignInState withRefresh(Secret newRefresh) {
    return copy(newRefresh.reveal(), blocked, unanswered, forced, credentials);
  }

  SignInState withoutRefresh() {
    return copy(null, blocked, unanswered, forced, credentials);
  }

  SignInState withUnanswered(int count) {
    return copy(refresh, blocked, count, forced, credentials);
  }

  SignInState withBlocked(String reason) {
    return copy(refresh, reason, unanswered, forced, credentials);
  }

  SignInState withForced(List<Instant> instants) {
    return copy(refresh, blocked, unanswered, instants, credentials);
  }

  SignInState withCredentials(String fingerprint) {
    return copy(refresh, blocked, unanswered, forced, fingerprint);
  }

  private SignInState copy(
      String newRefresh,
      String newBlocked,
      int newUnanswered,
      List<Instant> newForced,
      String newCredentials) {
    return new SignInState(
        identity,
        newCredentials,
        version,
        header,
        value,
        obtained,
        expires,
        newRefresh,
        facts,
        newBlocked,
        newUnanswered,
        newForced);
  }

  /** Nothing of what it holds. */
  @Override
  public String toString() {
    return "SignInState " + version;
  }
}
