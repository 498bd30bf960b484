package io.mlconnector.console.pauses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.pauses.WholePauses.TakenBack;
import io.mlconnector.console.pauses.WholePauses.Wanted;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Answer;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Has every service do what {@link WholePauses} says, again and again until it does: each is asked
 * what is paused there, and told where that is something else. So one that was down hears it within
 * seconds of its return, and one that heard an old word late is put right.
 */
@ApplicationScoped
public class PauseTelling {

  static final String MAPPING = "mapping";

  private static final Log LOG = Log.of(PauseTelling.class);

  /** One console tells at a time, so that no older word follows a newer one. */
  private static final String ALONE = "select count(pg_advisory_xact_lock(7430001))";

  private final WholePauses pauses;
  private final Directory directory;
  private final Peers peers;
  private final Transactions transactions;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tells-pauses");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Map<String, String> silent = Map.of();

  public PauseTelling(
      WholePauses pauses, Directory directory, Peers peers, Transactions transactions) {
    this.pauses = pauses;
    this.directory = directory;
    this.peers = peers;
    this.transactions = transactions;
  }

  /** Why services have not taken what is wanted, by service, as last seen; empty where all have. */
  Map<String, String> silent() {
    return silent;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      if (pauses.wanted().isEmpty()) {
        silent = Map.of();
      } else {
        tell();
      }
    } catch (DatabaseUnavailable e) {
      LOG.debug("Pauses are told later", "cause", e.getMessage());
    }
  }

  /** Tells all services, side by side; returns when each has answered or did not in time. */
  Map<String, String> tell() {
    silent =
        transactions.inTransaction(
            sql -> {
              Query.number(sql, ALONE);
              return tell(pauses.wanted());
            });
    return silent;
  }

  private Map<String, String> tell(Wanted wanted) {
    Map<String, URI> services = new TreeMap<>(directory.adapters());
    if (directory.hasMapping()) {
      services.put(MAPPING, directory.mapping());
    }
    Map<String, CompletableFuture<String>> answers = new TreeMap<>();
    services.forEach(
        (service, url) ->
            answers.put(
                service,
                CompletableFuture.supplyAsync(() -> problem(service, url, wanted), threads)));
    Map<String, String> problems = new TreeMap<>();
    answers.forEach(
        (service, answer) -> {
          String problem = answer.join();
          if (problem != null) {
            problems.put(service, problem);
          }
        });
    return problems;
  }

  /** Tells one service what it has to be told; why it did not take it, null where it did. */
  private String problem(String service, URI url, Wanted wanted) {
    try {
      List<Pause> there = Actions.list(peers.getForAll(url, "/api/pauses"), Pause.class);
      for (Pause pause : wanted.inForce()) {
        if (concerns(service, pause.scope(), pause.name())
            && there.stream().noneMatch(each -> same(each, pause))) {
          taken(peers.changeFor(url, "PUT", path(pause.scope()), body(pause), pause.author()));
        }
      }
      for (TakenBack back : wanted.takenBack()) {
        if (concerns(service, back.scope(), back.name())
            && there.stream().anyMatch(each -> each.is(back.scope(), back.name()))) {
          taken(peers.changeFor(url, "DELETE", path(back.scope()), null, back.author()));
        }
      }
      return null;
    } catch (Silent e) {
      return e.getMessage();
    } catch (IllegalArgumentException e) {
      return "It does not say what is paused there: it is of an older version";
    }
  }

  private static boolean concerns(String service, Scope scope, String name) {
    return scope == Scope.EVERYTHING || service.equals(name);
  }

  private static boolean same(Pause there, Pause wanted) {
    return there.is(wanted.scope(), wanted.name())
        && there.reason().equals(wanted.reason())
        && Objects.equals(there.until(), wanted.until());
  }

  private static String path(Scope scope) {
    return "/api/pauses/" + scope.text();
  }

  private static ObjectNode body(Pause pause) {
    ObjectNode body = CanonicalJson.mapper().createObjectNode().put("reason", pause.reason());
    return pause.until() == null ? body : body.put("until", pause.until().toString());
  }

  private static void taken(Answer answer) throws Silent {
    if (!answer.ok()) {
      JsonNode body = answer.body();
      throw new Silent(body.path("detail").asText("It answers " + answer.status()));
    }
  }
}
