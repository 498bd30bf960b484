package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntSupplier;

/** A count that is answered from a cache and so may be old. */
final class CachedCount {

  private final Account account;
  private final IntSupplier real;
  private Instant takenAt = Instant.EPOCH;
  private int value;

  CachedCount(Account account, IntSupplier real) {
    this.account = account;
    this.real = real;
  }

  Reply reply() {
    Instant now = account.now();
    if (now.isAfter(takenAt.plusSeconds(account.settings().countCacheSeconds()))) {
      takenAt = now;
      value = real.getAsInt();
    }
    ObjectNode json = SandboxJson.object();
    json.putObject("count")
        .put("value", value)
        .put("refreshed_at", takenAt.truncatedTo(ChronoUnit.SECONDS).toString());
    return Reply.json(200, json);
  }
}
