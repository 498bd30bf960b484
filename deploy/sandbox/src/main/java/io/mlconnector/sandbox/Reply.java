package io.mlconnector.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One whole HTTP answer of a simulated vendor. Vendors send every answer through this type, so that
 * the fault {@code slow} can let its body trickle.
 */
public record Reply(int status, Map<String, String> headers, Buffer body) {

  static final String TRICKLE_MILLIS = "sandbox.trickle.millis";

  /** A JSON answer; {@code body} is anything Jackson writes, or {@code null} for no body. */
  public static Reply json(int status, Object body) {
    try {
      return of(
          status, "application/json", Buffer.buffer(SandboxJson.MAPPER.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the sandbox made a body that is not JSON", e);
    }
  }

  public static Reply text(int status, String contentType, String body) {
    return of(status, contentType, Buffer.buffer(body));
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), Buffer.buffer());
  }

  private static Reply of(int status, String contentType, Buffer body) {
    return new Reply(status, Map.of("Content-Type", contentType), body);
  }

  /** The same answer with one header more (or another value for it). */
  public Reply header(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Reply(status, all, body);
  }

  /** Whether an answer to this call arrives: a fault may close the connection before it leaves. */
  public static boolean arrives(RoutingContext call) {
    return !FaultHandler.swallows(call);
  }

  /** Sends this as the answer to the call, at once or trickling when a fault says so. */
  public void send(RoutingContext call) {
    HttpServerResponse response = call.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    if (!arrives(call)) {
      // Off the event loop an answer would leave before the connection closes behind its head.
      LedgerHandler.answering(call);
      call.request().connection().close();
      return;
    }
    Long millis = call.get(TRICKLE_MILLIS);
    if (millis == null || body.length() == 0) {
      LedgerHandler.answering(call);
      response.end(body);
    } else {
      response.putHeader("Content-Length", Integer.toString(body.length()));
      trickle(call, 0, millis);
    }
  }

  private void trickle(RoutingContext call, int sent, long millis) {
    HttpServerResponse response = call.response();
    if (response.closed()) {
      return;
    }
    Buffer next = body.getBuffer(sent, sent + 1);
    if (sent + 1 == body.length()) {
      LedgerHandler.answering(call);
      response.end(next);
      return;
    }
    response.write(next);
    call.vertx().setTimer(millis, timer -> trickle(call, sent + 1, millis));
  }
}
