package io.mlconnector.platform.vendor.signin;

import io.mlconnector.flow.log.Log;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Signs with tokens that expire: has another one in time, one sign-in at a time, kept for the next
 * owner before it is used. A 401 leads to one more sign-in, a refused sign-in to a person.
 */
final class TokenSigner implements Signer {

  /** How often in an hour a 401 may make us sign in anew, before a person is asked. */
  static final int MOST_FORCED = 6;

  private static final Log LOG = Log.of(TokenSigner.class);

  /** A session that is given back after this makes less than two sign-ins an hour. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  private final String connection;
  private final Standing standing;
  private final TokenSources sources;
  private final Clock clock;
  private final ReentrantLock signingIn = new ReentrantLock();

  private volatile SignInState current;
  private volatile boolean raised;
  private Instant notBefore = Instant.MIN;
  private String lastWords = "";
  private Throwable lastCause;
  private int failures;

  TokenSigner(String connection, Standing standing, TokenSources sources, Clock clock) {
    this.connection = connection;
    this.standing = standing;
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public Signature sign() {
    SignInState ready = current;
    Instant now = clock.instant();
    if (ready != null && ready.usable(now)) {
      if (!ready.due(now) || !signingIn.tryLock()) {
        return ready.signature();
      }
    } else {
      signingIn.lock();
    }
    try {
      return signed().signature();
    } finally {
      signingIn.unlock();
    }
  }

  private SignInState signed() {
    SignInState known = standing.checked();
    raised = standing.raised();
    Instant now = clock.instant();
    if (known.usable(now) && !known.due(now)) {
      current = known;
      return known;
    }
    try {
      return obtain(known);
    } catch (VendorFailure failure) {
      if (failure.kind() == VendorFailure.Kind.UNAUTHORIZED || !known.usable(clock.instant())) {
        throw failure;
      }
      LOG.info("Token not renewed yet, the old one still holds", "connection", connection);
      current = known;
      return known;
    }
  }

  private SignInState obtain(SignInState known) {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      throw notSignedIn(Duration.between(now, notBefore));
    }
    current = null;
    TokenSource source = sources.of(standing.auth());
    try {
      SignInState next = source.obtain(known);
      standing.keep(next);
      current = next;
      failures = 0;
      LOG.info("Signed in", "connection", connection, "expires", next.expires());
      return next;
    } catch (VendorFailure failure) {
      standing.readAgain();
      if (failure.kind() == VendorFailure.Kind.UNAUTHORIZED) {
        raised = true;
        throw standing.block(failure.status(), failure.getMessage());
      }
      throw backOff(failure);
    }
  }

  /** For the call that waits for the token nothing was sent, whatever became of the sign-in. */
  private VendorFailure backOff(VendorFailure failure) {
    Duration guess = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures++, 10));
    Duration wait = guess.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : guess;
    if (failure.retryAfter() != null && failure.retryAfter().compareTo(wait) > 0) {
      wait = failure.retryAfter();
    }
    notBefore = clock.instant().plus(wait);
    lastWords = "Not signed in: " + failure.getMessage();
    lastCause = failure.getCause();
    return notSignedIn(wait);
  }

  private VendorFailure notSignedIn(Duration wait) {
    VendorFailure failure = VendorFailure.unavailable(0, wait, false, lastWords);
    failure.initCause(lastCause);
    return failure;
  }

  @Override
  public Signature renew(Signature refused, VendorFailure failure) {
    signingIn.lock();
    try {
      SignInState known = standing.checked();
      if (known.version() != refused.version() && known.usable(clock.instant())) {
        current = known;
        return known.signature();
      }
      return obtain(forced(known, failure).withoutToken()).signature();
    } finally {
      signingIn.unlock();
    }
  }

  private SignInState forced(SignInState known, VendorFailure failure) {
    Instant now = clock.instant();
    List<Instant> hour = new ArrayList<>(known.forced());
    hour.removeIf(instant -> instant.isBefore(now.minus(Duration.ofHours(1))));
    if (hour.size() >= MOST_FORCED) {
      current = null;
      raised = true;
      throw standing.block(
          failure.status(),
          "Tokens are refused soon after they are made (%d times within an hour): does something else sign in with the same credentials? %s"
              .formatted(hour.size(), failure.getMessage()));
    }
    hour.add(now);
    return known.withForced(hour);
  }

  @Override
  public boolean ended(VendorFailure failure, boolean read) {
    return sources.of(standing.auth()).ended(failure, read);
  }

  @Override
  public void giveBack(boolean forGood) {
    signingIn.lock();
    try {
      SignInState known = standing.unchecked();
      TokenSource source = sources.of(standing.auth());
      if (known.value() == null || !source.givesBack() || !forGood && isYoung(known)) {
        return;
      }
      current = null;
      if (!forGood) {
        // Before it is given back: the next owner must not use what is no longer there.
        standing.keep(known.withoutToken());
      }
      source.giveBack(known);
      LOG.info("Signed out", "connection", connection);
    } finally {
      signingIn.unlock();
    }
  }

  private boolean isYoung(SignInState known) {
    return clock.instant().isBefore(known.obtained().plus(KEPT));
  }

  @Override
  public VendorFailure giveUp(Signature refused, VendorFailure failure) {
    signingIn.lock();
    try {
      SignInState known = standing.known();
      if (known == null || known.version() != refused.version()) {
        return failure;
      }
      current = null;
      raised = true;
      return standing.block(
          failure.status(),
          "The vendor refuses a token that it has just given; check what the account may do. "
              + failure.getMessage());
    } finally {
      signingIn.unlock();
    }
  }

  @Override
  public void accepted(Signature signature) {
    if (raised) {
      signingIn.lock();
      try {
        raised = false;
        standing.accepted();
      } finally {
        signingIn.unlock();
      }
    }
  }

  @Override
  public void tryAgain() {
    signingIn.lock();
    try {
      notBefore = Instant.MIN;
      failures = 0;
      standing.tryAgain();
    } finally {
      signingIn.unlock();
    }
  }

  @Override
  public void consented(CodeGrant grant) {
    signingIn.lock();
    try {
      SignInState next = sources.of(standing.auth(), grant).obtain(standing.unchecked());
      standing.keep(next);
      current = next;
      notBefore = Instant.MIN;
      failures = 0;
      raised = false;
      standing.accepted();
      LOG.info("Signed in by consent", "connection", connection, "expires", next.expires());
    } finally {
      signingIn.unlock();
    }
  }

  @Override
  public Map<String, String> facts() {
    SignInState ready = current == null ? standing.known() : current;
    return ready == null ? Map.of() : ready.facts();
  }
}
