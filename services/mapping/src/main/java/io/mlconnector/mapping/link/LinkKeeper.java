package io.mlconnector.mapping.link;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Deliveries;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.mirror.Mirrors;
import io.mlconnector.mapping.record.Links.Moved;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links as people see and set them: told to the adapter first, so that both agree. */
@ApplicationScoped
public class LinkKeeper {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final Adapters adapters;
  private final Routes routes;
  private final Redelivery redelivery;
  private final Mirrors mirrors;
  private final Deliveries deliveries;
  private final Outbox outbox;

  public LinkKeeper(
      Transactions transactions,
      Adapters adapters,
      Routes routes,
      Redelivery redelivery,
      Mirrors mirrors,
      Deliveries deliveries,
      Outbox outbox) {
    this.transactions = transactions;
    this.adapters = adapters;
    this.routes = routes;
    this.redelivery = redelivery;
    this.mirrors = mirrors;
    this.deliveries = deliveries;
    this.outbox = outbox;
  }

  /**
   * What an import did, or would do.
   *
   * @param clashes lines that were left out, with the reason
   */
  public record Imported(int links, int unchanged, List<FieldError> clashes) {}

  public List<LinkRow> list(Scope scope, String connection, String text, String after, int limit) {
    return transactions.inTransaction(
        sql -> LinkTable.list(sql, scope, connection, text, after, limit));
  }

  /**
   * Links a ref to a target record, or, with null, to none; its children are delivered again. Of
   * records of two-way routes both refs are linked, and are a pair from then on, or are none any
   * more.
   *
   * @param author who says so
   * @throws Problem 409 where a record belongs to another one or a delivery between two of a pair
   *     is under way, 503 where an adapter is away
   */
  public void set(Ref ref, String key, String origin, String author) {
    RouteSet known = routes.newest();
    Wish wish = wish(ref, key, known);
    for (Half half : wish.halves()) {
      if (half.key() != null) {
        owner(half.ref(), half.key()).ifPresent(owner -> clash(half.key(), owner));
      }
    }
    wish.halves().forEach(this::tell);
    while (!kept(wish, origin, author, known)) {
      known = routes.reload();
      wish = wish(ref, key, known);
    }
    outbox.wake(Lane.NAME);
  }

  /** One direction of a link. */
  private record Half(Ref ref, String key) {}

  /**
   * What a person wants.
   *
   * @param mirror the routes that keep the two records equal; null where a route goes one way
   * @param back null where there is no counterpart
   */
  private record Wish(Mirror mirror, Half there, Half back) {
    List<Half> halves() {
      return back == null ? List.of(there) : List.of(there, back);
    }
  }

  private Wish wish(Ref ref, String key, RouteSet known) {
    Half there = new Half(ref, key);
    Optional<Mirror> mirror = known.mirror(ref);
    if (mirror.isEmpty()) {
      return new Wish(null, there, null);
    }
    return transactions.inTransaction(
        sql -> {
          if (key == null) {
            Ref counterpart = mirrors.counterpart(sql, ref);
            Half back = counterpart == null ? null : new Half(counterpart, null);
            return new Wish(mirror.get(), there, back);
          }
          Ref counterpart = mirror.get().ref(mirror.get().side(ref).other(), key);
          mirrors.check(sql, mirror.get(), ref, counterpart);
          return new Wish(mirror.get(), there, new Half(counterpart, ref.source().key()));
        });
  }

  private void tell(Half half) {
    try {
      adapters.link(known(half.ref().connection()), half.ref(), half.key());
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable(e.getMessage(), AGAIN);
    } catch (AdapterRefused e) {
      throw Problem.conflict(e.getMessage());
    }
  }

  /**
   * Imports a file of links; lines that clash are left out and reported.
   *
   * @param scope lines that it does not see both ends of are as if there were no connection
   * @param check whether to report only
   * @throws Problem with every line that cannot be read; nothing is imported then
   */
  public Imported imported(String csv, Scope scope, boolean check, String author) {
    List<FieldError> errors = new ArrayList<>();
    List<LinkCsv.Line> lines = LinkCsv.read(csv, errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid("Nothing is imported; correct what is listed", errors);
    }
    List<FieldError> clashes = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    int links = 0;
    int unchanged = 0;
    for (LinkCsv.Line line : lines) {
      Optional<String> clash = clash(line, scope, seen);
      if (clash.isPresent()) {
        clashes.add(new FieldError("line " + line.number(), clash.get()));
      } else if (current(line.ref()).filter(line.key()::equals).isPresent()) {
        unchanged++;
      } else {
        links++;
        if (!check) {
          set(line.ref(), line.key(), "import", author);
        }
      }
    }
    return new Imported(links, unchanged, clashes);
  }

  private Optional<String> clash(LinkCsv.Line line, Scope scope, Map<String, Integer> seen) {
    Ref ref = line.ref();
    String target = "target " + ref.connection() + "|" + ref.object() + "|" + line.key();
    Integer earlier = seen.putIfAbsent(target, line.number());
    Integer same = seen.putIfAbsent("source " + ref, line.number());
    if (earlier != null || same != null) {
      return Optional.of("names the same record as line " + (earlier != null ? earlier : same));
    }
    for (String id : List.of(ref.connection(), ref.source().connection())) {
      if (!scope.sees(id)) {
        return Optional.of("there is no connection " + id);
      }
    }
    if (connection(ref.connection()).isEmpty()) {
      return Optional.of("there is no connection " + ref.connection());
    }
    return owner(ref, line.key())
        .map(owner -> "target record " + line.key() + " belongs to " + owner);
  }

  private Optional<String> current(Ref ref) {
    return transactions.inTransaction(sql -> LinkTable.key(sql, ref));
  }

  private Optional<String> owner(Ref ref, String key) {
    Map<String, String> owners =
        transactions.inTransaction(
            sql -> LinkTable.owners(sql, ref.connection(), ref.object(), List.of(key)));
    return Optional.ofNullable(owners.get(key)).filter(owner -> !owner.equals(ref.toString()));
  }

  private static void clash(String key, String owner) {
    throw Problem.conflict(
        "Target record %s belongs to %s: unlink that one first".formatted(key, owner));
  }

  private boolean kept(Wish wish, String origin, String author, RouteSet known) {
    return transactions.inTransaction(
        sql -> {
          if (!Routes.holds(sql, known)) {
            return false;
          }
          List<Moved> moved = new ArrayList<>();
          for (Half half : wish.halves()) {
            LinkTable.put(sql, half.ref(), half.key(), origin);
            moved.add(new Moved(half.ref(), false));
          }
          Mail mail = new Mail(sql, outbox);
          redelivery.withParents(sql, moved, known, mail);
          if (wish.mirror() != null && wish.mirror().live()) {
            mail.add(paired(sql, wish, author));
          }
          mail.send();
          return true;
        });
  }

  private List<Message> paired(Connection sql, Wish wish, String author) throws SQLException {
    if (wish.there().key() == null) {
      mirrors.unlinked(sql, wish.mirror(), wish.there().ref(), author);
      return List.of();
    }
    List<Decision> next =
        mirrors.linked(sql, wish.mirror(), wish.there().ref(), wish.back().ref(), author);
    return next.isEmpty() ? List.of() : deliveries.send(sql, next, "", null).messages();
  }

  private KnownConnection known(String id) {
    return connection(id).orElseThrow(() -> Problem.notFound("There is no connection " + id));
  }

  private Optional<KnownConnection> connection(String id) {
    try {
      return adapters.connection(id);
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable(e.getMessage(), AGAIN);
    }
  }
}
