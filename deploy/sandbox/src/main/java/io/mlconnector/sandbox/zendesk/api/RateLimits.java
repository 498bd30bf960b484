package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The account's budget per minute and the tighter ones of single endpoints: vendor sheet A6. */
public final class RateLimits {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int PER_RECORD = 5;
  private static final int EXPORTS = 100;
  private static final int INCREMENTAL = 10;
  private static final int INCREMENTAL_HIGH_VOLUME = 30;
  private static final int EDGE_AFTER = 50;

  private final Account account;
  private final Window all = new Window(MINUTE);
  private final Window userUpdates = new Window(SECOND);
  private final Window exports = new Window(MINUTE);
  private final Window incremental = new Window(MINUTE);
  private final Map<String, Window> perRecord = new HashMap<>();

  public RateLimits(Account account) {
    this.account = account;
  }

  /** Spends some of the account's budget, as another integration of the same account does. */
  public void spend(int calls) {
    all.spend(account.now(), calls);
  }

  /** Counts any call; who goes on calling when refused meets the edge protection. */
  void any() {
    if (!all.take(account.now(), perMinute())) {
      Refusal refusal =
          all.refused() > EDGE_AFTER ? ThrottleBodies.edge() : ThrottleBodies.account();
      throw wait(refusal, all);
    }
  }

  /** Update Organization: 5 a minute for each organization. */
  void organizationUpdate(ApiCall call, long id) {
    perRecord(call, "organization", id, ThrottleBodies::organizations);
  }

  /** Update User and Create or Update User: 1 a second altogether, 5 a minute for each user. */
  void userUpdate(ApiCall call, OptionalLong id) {
    take(call, "users-update", userUpdates, 1, ThrottleBodies::users);
    id.ifPresent(each -> perRecord(call, "user", each, ThrottleBodies::users));
  }

  /** Search export: 100 a minute. */
  void export(ApiCall call) {
    take(call, "search-export", exports, EXPORTS, ThrottleBodies::account);
  }

  /** Incremental exports of all kinds together: 10 a minute, 30 with the add-on. */
  void incremental(ApiCall call) {
    int limit = account.settings().highVolume() ? INCREMENTAL_HIGH_VOLUME : INCREMENTAL;
    take(call, "incremental-exports", incremental, limit, ThrottleBodies::account);
  }

  private void perRecord(ApiCall call, String kind, long id, Supplier<Refusal> refusal) {
    Window window = perRecord.computeIfAbsent(kind + id, absent -> new Window(MINUTE));
    take(call, kind + "-update", window, PER_RECORD, refusal);
  }

  private void take(
      ApiCall call, String name, Window window, int limit, Supplier<Refusal> refusal) {
    Instant now = account.now();
    boolean taken = window.take(now, limit);
    call.tell(
        "zendesk-ratelimit-" + name,
        "total="
            + limit
            + "; remaining="
            + window.left(now, limit)
            + "; resets="
            + window.resetsIn(now));
    if (!taken) {
      throw wait(refusal.get(), window);
    }
  }

  private Refusal wait(Refusal refusal, Window window) {
    return refusal.header("Retry-After", Long.toString(window.resetsIn(account.now())));
  }

  /** What every answer to a known caller tells. */
  Map<String, String> headers() {
    Instant now = account.now();
    String limit = Integer.toString(perMinute());
    String left = Integer.toString(all.left(now, perMinute()));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Rate-Limit", limit);
    headers.put("X-Rate-Limit-Remaining", left);
    headers.put("ratelimit-limit", limit);
    headers.put("ratelimit-remaining", left);
    headers.put("ratelimit-reset", Long.toString(all.resetsIn(now)));
    return headers;
  }

  private int perMinute() {
    return account.settings().plan().perMinute(account.settings().highVolume());
  }
}
