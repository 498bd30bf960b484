package io.mlconnector.flow.access;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request through whose caller has the role that the method needs and sees the connections
 * that its address names: as {@code …/connections/{id}}, as a path or query parameter {@code
 * connection}, or within a query parameter {@code ref} or {@code record}. What an address does not
 * name, its method has to check or leave out.
 */
@Singleton
public class Gate {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Provider<AccessPolicy> policy;
  private final Caller caller;

  /** Made before settings can be read. */
  public Gate(Provider<AccessPolicy> policy, Caller caller) {
    this.policy = policy;
    this.caller = caller;
  }

  /**
   * @throws Problem 403 where the role is missing, 404 for a connection that is not seen
   */
  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  public void check(
      ContainerRequestContext request, ResourceInfo resource, RoutingContext routing) {
    if (resource.getResourceMethod() == null || policy.get().isOpen(routing.normalizedPath())) {
      return;
    }
    caller.needs(needed(resource, READING.contains(request.getMethod())));
    if (!caller.scope().isAll()) {
      caller.sees(named(request.getUriInfo()).toArray(String[]::new));
    }
  }

  private static Role needed(ResourceInfo resource, boolean reading) {
    Needs method = resource.getResourceMethod().getAnnotation(Needs.class);
    Needs all = resource.getResourceClass().getAnnotation(Needs.class);
    if (method != null) {
      return method.value();
    }
    return reading ? Role.VIEWER : all == null ? Role.OPERATOR : all.value();
  }

  private static List<String> named(UriInfo uri) {
    List<String> named = new ArrayList<>();
    MultivaluedMap<String, String> path = uri.getPathParameters();
    for (String id : path.getOrDefault("id", List.of())) {
      if (("/" + uri.getPath() + "/").contains("/connections/" + id + "/")) {
        named.add(id);
      }
    }
    named.addAll(path.getOrDefault("connection", List.of()));
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    query.getOrDefault("connection", List.of()).stream()
        .filter(id -> !id.isEmpty())
        .forEach(named::add);
    query.getOrDefault("ref", List.of()).forEach(text -> ref(text, named));
    query.getOrDefault("record", List.of()).forEach(text -> record(text, named));
    return named;
  }

  /** What is none is refused by the method, which knows what it wanted. */
  private static void ref(String text, List<String> named) {
    try {
      Ref ref = Ref.parse(text);
      named.add(ref.connection());
      named.add(ref.source().connection());
    } catch (IllegalArgumentException e) {
      return;
    }
  }

  private static void record(String text, List<String> named) {
    try {
      named.add(RecordKey.parse(text).connection());
    } catch (IllegalArgumentException e) {
      return;
    }
  }
}
