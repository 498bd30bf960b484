package io.mlconnector.platform.webhook;

import io.mlconnector.spi.Adapter;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Vendors who give a call up after any error but a 503 are answered with nothing else, also where a
 * body is so large that the server would refuse it before anybody has looked whose it is.
 */
@ApplicationScoped
public class Patience {

  private static final int UNAVAILABLE = 503;
  private static final String HOOKS = "/hooks/";
  private static final int HOOK = 4;

  private final Adapter adapter;
  private final long largest;

  public Patience(
      Adapter adapter,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
    this.adapter = adapter;
    this.largest = largest.asLongValue();
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
    call.next();
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
