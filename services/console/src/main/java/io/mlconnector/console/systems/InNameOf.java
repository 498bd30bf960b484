package io.mlconnector.console.systems;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.flow.access.Scope;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * In whose name other services are asked: during a request that of its person, with that person's
 * rights; otherwise, as in scheduled work, the console's own.
 */
@ApplicationScoped
public class InNameOf {

  private final Caller caller;
  private final CurrentVertxRequest request;
  private final ThreadLocal<Rights> carried = new ThreadLocal<>();

  public InNameOf(Caller caller, CurrentVertxRequest request) {
    this.caller = caller;
    this.request = request;
  }

  /** The person; empty where the console asks for itself. */
  public Optional<Rights> person() {
    if (carried.get() != null) {
      return Optional.of(carried.get());
    }
    return Arc.container().requestContext().isActive() && request.getCurrent() != null
        ? Optional.of(caller.rights())
        : Optional.empty();
  }

  /** The connections that the person sees; all where the console asks for itself. */
  public Scope scope() {
    return person().map(Rights::scope).orElse(Scope.ALL);
  }

  /** The same task for another thread, in the same name. */
  public <T> Callable<T> carried(Callable<T> task) {
    Optional<Rights> person = person();
    if (person.isEmpty()) {
      return task;
    }
    return () -> {
      carried.set(person.get());
      try {
        return task.call();
      } finally {
        carried.remove();
      }
    };
  }
}
