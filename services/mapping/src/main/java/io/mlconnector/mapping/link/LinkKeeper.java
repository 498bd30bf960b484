package io.mlconnector.mapping.link;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.delivery.Lane;
import io.mlconnector.mapping.delivery.Mail;
import io.mlconnector.mapping.delivery.Redelivery;
import io.mlconnector.mapping.record.Links.Moved;
import io.mlconnector.mapping.route.RouteSet;
import io.mlconnector.mapping.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
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
  private final Outbox outbox;

  public LinkKeeper(
      Transactions transactions,
      Adapters adapters,
      Routes routes,
      Redelivery redelivery,
      Outbox outbox) {
    this.transactions = transactions;
    this.adapters = adapters;
    this.routes = routes;
    this.redelivery = redelivery;
    this.outbox = outbox;
  }

  /**
   * What an import did, or would do.
   *
   * @param clashes lines that were left out, with the reason
   */
  public record Imported(int links, int unchanged, List<FieldError> clashes) {}

  public List<LinkRow> list(String connection, String text, String after, int limit) {
    return transactions.inTransaction(sql -> LinkTable.list(sql, connection, text, after, limit));
  }

  /**
   * Links a ref to a target record, or, with null, to none; its children are delivered again.
   *
   * @throws Problem 409 where the record belongs to another ref, 503 where the adapter is away
   */
  public void set(Ref ref, String key, String origin) {
    if (key != null) {
      owner(ref, key).ifPresent(owner -> clash(key, owner));
    }
    try {
      adapters.link(known(ref.connection()), ref, key);
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable(e.getMessage(), AGAIN);
    } catch (AdapterRefused e) {
      throw Problem.conflict(e.getMessage());
    }
    RouteSet known = routes.newest();
    while (!kept(ref, key, origin, known)) {
      known = routes.reload();
    }
    outbox.wake(Lane.NAME);
  }

  /**
   * Imports a file of links; lines that clash are left out and reported.
   *
   * @param check whether to report only
   * @throws Problem with every line that cannot be read; nothing is imported then
   */
  public Imported imported(String csv, boolean check) {
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
      Optional<String> clash = clash(line, seen);
      if (clash.isPresent()) {
        clashes.add(new FieldError("line " + line.number(), clash.get()));
      } else if (current(line.ref()).filter(line.key()::equals).isPresent()) {
        unchanged++;
      } else {
        links++;
        if (!check) {
          set(line.ref(), line.key(), "import");
        }
      }
    }
    return new Imported(links, unchanged, clashes);
  }

  private Optional<String> clash(LinkCsv.Line line, Map<String, Integer> seen) {
    Ref ref = line.ref();
    String target = "target " + ref.connection() + "|" + ref.object() + "|" + line.key();
    Integer earlier = seen.putIfAbsent(target, line.number());
    Integer same = seen.putIfAbsent("source " + ref, line.number());
    if (earlier != null || same != null) {
      return Optional.of("names the same record as line " + (earlier != null ? earlier : same));
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

  private boolean kept(Ref ref, String key, String origin, RouteSet known) {
    return transactions.inTransaction(
        sql -> {
          if (!Routes.holds(sql, known)) {
            return false;
          }
          LinkTable.put(sql, ref, key, origin);
          Mail mail = new Mail(sql, outbox);
          redelivery.withParents(sql, List.of(new Moved(ref, false)), known, mail);
          mail.send();
          return true;
        });
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
