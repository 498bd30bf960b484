package io.mlconnector.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands before a vendor's own paths and lets the injected faults act on its calls. */
final class FaultHandler implements Handler<RoutingContext> {

  static final String FAULT = "sandbox.fault";
  static final String VENDOR_REACHED = "sandbox.vendor.reached";

  private static final long LONGEST_HANG_MILLIS = 3_600_000;
  private static final Buffer FILLER = Buffer.buffer("\"" + "x".repeat(65_532) + "\",\n");

  private final SimulatedVendor vendor;
  private final Faults faults;

  FaultHandler(SimulatedVendor vendor, Faults faults) {
    this.vendor = vendor;
    this.faults = faults;
  }

  @Override
  public void handle(RoutingContext call) {
    Optional<Faults.Live> met =
        faults.meet(vendor.name(), call.request().method().name(), call.request().path());
    if (met.isEmpty()) {
      goOn(call);
      return;
    }
    Faults.Live rule = met.get();
    String kind = rule.fault.kind().wireName();
    call.put(FAULT, kind);
    LedgerHandler.entry(call).fault = kind;
    act(call, rule);
  }

  private void act(RoutingContext call, Faults.Live rule) {
    Fault fault = rule.fault;
    switch (fault.kind()) {
      case THROTTLE -> send(call, vendor.errorReply(call, 429), fault);
      case STATUS -> send(call, vendor.errorReply(call, statusOr(fault, 500)), fault);
      case HTML -> send(call, Reply.text(statusOr(fault, 200), "text/html", PAGE), fault);
      case EMPTY400 -> send(call, Reply.empty(400), fault);
      case HANG -> hang(call, rule);
      case SLOW -> {
        call.put(Reply.TRICKLE_MILLIS, Math.max(1, fault.trickle().toMillis()));
        goOn(call);
      }
      case HUGE -> huge(call, fault.megabytes());
      case APPLIED_THEN_DROPPED -> {
        call.addHeadersEndHandler(nothing -> call.request().connection().close());
        goOn(call);
      }
      case DROPPED -> call.request().connection().close();
      case REVOKE_TOKENS -> {
        vendor.revokeTokens();
        goOn(call);
      }
    }
  }

  /** Whether the vendor's answer to this call will never leave. */
  static boolean swallows(RoutingContext call) {
    return FaultKind.APPLIED_THEN_DROPPED.wireName().equals(call.get(FAULT));
  }

  private static void goOn(RoutingContext call) {
    call.put(VENDOR_REACHED, true);
    call.next();
  }

  private static int statusOr(Fault fault, int otherwise) {
    return fault.status() == 0 ? otherwise : fault.status();
  }

  private static void send(RoutingContext call, Reply reply, Fault fault) {
    String wait = fault.retryAfter();
    (wait == null ? reply : reply.header("Retry-After", wait)).send(call);
  }

  private static void hang(RoutingContext call, Faults.Live rule) {
    Context context = call.vertx().getOrCreateContext();
    AtomicBoolean gone = new AtomicBoolean();
    call.addEndHandler(ended -> gone.set(true));
    rule.hang(
        () ->
            context.runOnContext(
                nothing -> {
                  if (!gone.get()) {
                    goOn(call);
                  }
                }));
    call.vertx()
        .setTimer(
            LONGEST_HANG_MILLIS,
            timer -> {
              if (!gone.get()) {
                call.request().connection().close();
              }
            });
  }

  private static void huge(RoutingContext call, int megabytes) {
    HttpServerResponse response = call.response();
    response.setChunked(true).putHeader("Content-Type", "application/json");
    response.write("{\"items\":[");
    long[] left = {((long) megabytes) << 4};
    Runnable pour =
        () -> {
          while (left[0] > 0 && !response.closed() && !response.writeQueueFull()) {
            response.write(FILLER);
            left[0]--;
          }
          if (left[0] == 0 && !response.ended()) {
            response.end("null]}");
          }
        };
    response.drainHandler(nothing -> pour.run());
    pour.run();
  }

  private static final String PAGE =
      "<!DOCTYPE html>\n<html><head><title>Service information</title></head>"
          + "<body><h1>Please try again</h1><p>The page you asked for is being prepared.</p>"
          + "</body></html>\n";
}
