package io.mlconnector.platform.webhook;

import io.mlconnector.spi.Adapter;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Vendors who give a call up after any error but a 503 are answered with nothing else, also where a
 * body is so large that the server would refuse it before anybody has looked whose it is. Whoever
 * has not sent all of a call after half a minute is left.
 */
@ApplicationScoped
public class Patience {

  private static final int UNAVAILABLE = 503;
  private static final String HOOKS = "/hooks/";
  private static final int HOOK = 4;

  /** A vendor sends a body at once; most give a call up earlier themselves. */
  private static final long MILLIS = 30_000;

  private final Adapter adapter;
  private final long largest;
  private final Vertx vertx;

  public Patience(
      Adapter adapter,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest,
      Vertx vertx) {
    this.adapter = adapter;
    this.largest = largest.asLongValue();
    this.vertx = vertx;
  }

  /** Whether calls of that hook are accepted or answered 503, and nothing else. */
  boolean only(String hook) {
    return adapter.webhooks().stream()
        .anyMatch(one -> one.name().equals(hook) && one.retriesOnlyUnavailable());
  }

  void before(@Observes Router router) {
    router.route(HOOKS + "*").order(Integer.MIN_VALUE).handler(this::look);
  }

  private void look(RoutingContext call) {
    String[] path = call.request().path().split("/", HOOK + 2);
    if (path.length > HOOK && only(path[HOOK]) && length(call) > largest) {
      call.response()
          .setStatusCode(UNAVAILABLE)
          .putHeader("Retry-After", "3600")
          .putHeader("Connection", "close")
          .endHandler(sent -> call.request().connection().close())
          .end();
      return;
    }
    long timer = vertx.setTimer(MILLIS, late -> leave(call));
    call.addEndHandler(end -> vertx.cancelTimer(timer));
    call.next();
  }

  private static void leave(RoutingContext call) {
    if (!call.request().isEnded()) {
      call.request().connection().close();
    }
  }

  private static long length(RoutingContext call) {
    String said = call.request().getHeader("Content-Length");
    try {
      return said == null ? 0 : Long.parseLong(said);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
