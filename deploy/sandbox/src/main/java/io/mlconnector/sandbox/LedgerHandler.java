package io.mlconnector.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Writes every call of a vendor into the ledger: at its arrival, with its body, at its end. */
final class LedgerHandler {

  private static final int MAX_BODY_CHARS = 16_384;
  private static final String ENTRY = "sandbox.ledger.entry";
  private static final String LEDGER = "sandbox.ledger";
  private static final String DECIDED = "sandbox.decided";
  private static final Pattern REQUEST_HEADERS =
      Pattern.compile(
          "accept|content-type|content-length|rest-framework-version|traceparent|idempotency-key"
              + "|if-match|if-none-match|upsert-mode|user-agent|effective-of"
              + "|x-request-id|requestid",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RESPONSE_HEADERS =
      Pattern.compile(
          "retry-after|etag|location|content-type|rest-framework-version|.*rate-?limit.*",
          Pattern.CASE_INSENSITIVE);

  private final Ledger ledger;
  private final SandboxClock clock;

  LedgerHandler(Ledger ledger, SandboxClock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  Handler<RoutingContext> arrivals(String vendor) {
    return call -> {
      HttpServerRequest request = call.request();
      LedgerCall entry =
          ledger.open(
              new LedgerCall.Arrival(
                  clock.instant(),
                  System.nanoTime(),
                  vendor,
                  request.method().name(),
                  request.path(),
                  Secrets.maskForm(request.query()),
                  requestHeaders(request.headers())));
      call.put(ENTRY, entry);
      call.put(LEDGER, ledger);
      call.addEndHandler(ended -> close(call, ended.succeeded() && call.response().ended()));
      call.response().closeHandler(closed -> close(call, false));
      call.next();
    };
  }

  /**
   * Ends the entry just before the answer's last byte leaves, so that nobody sees it unfinished.
   */
  static void answering(RoutingContext call) {
    if (call.get(ENTRY) != null) {
      call.put(DECIDED, true);
      close(call, !FaultHandler.swallows(call));
    }
  }

  private static void close(RoutingContext call, boolean answered) {
    Ledger ledger = call.get(LEDGER);
    boolean reached = call.get(FaultHandler.VENDOR_REACHED) != null;
    boolean decided = call.get(DECIDED) != null || call.response().headWritten();
    int status = decided ? call.response().getStatusCode() : 0;
    ledger.close(
        entry(call),
        new LedgerCall.Ending(
            status,
            answered,
            reached && decided && status < 400,
            call.get(FaultHandler.FAULT),
            System.nanoTime(),
            select(call.response().headers(), name -> RESPONSE_HEADERS.matcher(name).matches())));
  }

  static LedgerCall entry(RoutingContext call) {
    return call.get(ENTRY);
  }

  Handler<RoutingContext> bodies() {
    return call -> {
      Buffer body = call.body() == null ? null : call.body().buffer();
      if (body != null && body.length() > 0) {
        String text = body.getString(0, Math.min(body.length(), MAX_BODY_CHARS));
        ledger.body(entry(call), Secrets.mask(call.request().getHeader("Content-Type"), text));
      }
      call.next();
    };
  }

  private static Map<String, String> requestHeaders(MultiMap headers) {
    Map<String, String> chosen = select(headers, name -> REQUEST_HEADERS.matcher(name).matches());
    String authorization = headers.get("Authorization");
    if (authorization != null) {
      chosen.put("authorization", authorization.split(" ", 2)[0]);
    }
    return chosen;
  }

  private static Map<String, String> select(MultiMap headers, Predicate<String> wanted) {
    Map<String, String> chosen = new TreeMap<>();
    headers.forEach(
        header -> {
          if (wanted.test(header.getKey())) {
            chosen.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue());
          }
        });
    return chosen;
  }
}
