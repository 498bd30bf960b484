package io.mlconnector.platform.lapse;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionState;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.vendor.CertificateTable;
import io.mlconnector.platform.vendor.signin.SignInAges;
import io.mlconnector.platform.vendor.signin.SignInAges.Age;
import io.mlconnector.platform.webhook.Hooks;
import io.mlconnector.spi.Adapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lapses when, over all connections: as the vendor told, by its documented rules, and as
 * people entered it. A handful of statements, however many connections there are.
 */
@ApplicationScoped
public class Lapses {

  private final Adapter adapter;
  private final ConnectionStore store;
  private final Connections connections;
  private final ConnectionStates states;
  private final SignInAges signIns;
  private final CertificateTable certificates;
  private final Hooks hooks;
  private final Transactions transactions;
  private final Clock clock;

  Lapses(
      Adapter adapter,
      ConnectionStore store,
      Connections connections,
      ConnectionStates states,
      SignInAges signIns,
      CertificateTable certificates,
      Hooks hooks,
      Transactions transactions,
      Clock clock) {
    this.adapter = adapter;
    this.store = store;
    this.connections = connections;
    this.states = states;
    this.signIns = signIns;
    this.certificates = certificates;
    this.hooks = hooks;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Of all connections, what ends first coming first; also what is long over. */
  public List<LapseView> all() {
    return of(store.list());
  }

  /** Of one connection; empty for one that is not there. */
  public List<LapseView> of(String connection) {
    return of(store.find(connection).stream().toList());
  }

  private List<LapseView> of(List<StoredConnection> all) {
    Instant now = clock.instant();
    Map<String, ConnectionState> seen = states.all();
    Map<String, Age> ages = signIns.all();
    Map<String, Instant> polled = polled();
    Map<String, Map<String, Instant>> registered = hooks.registered();
    List<CertificateTable.Seen> shown = certificates.all();
    List<LapseView> views = new ArrayList<>();
    for (StoredConnection stored : all) {
      String id = stored.id();
      Endings endings =
          new Endings(adapter, stored)
              .credentials(
                  connections.credentials(stored),
                  ages.containsKey(id) ? ages.get(id).obtained() : polled.get(id))
              .ping(seen.getOrDefault(id, ConnectionState.NONE).ping())
              .tls(connections.credentials(stored))
              .hooks(registered.getOrDefault(id, Map.of()));
      shown.stream()
          .filter(one -> one.connection().equals(id))
          .forEach(one -> endings.certificate(one.host(), one.ends()));
      endings.all().forEach(ending -> views.add(view(stored, ending, now)));
    }
    views.sort(Comparator.comparing(LapseView::at).thenComparing(LapseView::connection));
    return views;
  }

  private LapseView view(StoredConnection stored, Ending ending, Instant now) {
    String name = stored.document().displayName();
    return new LapseView(
        stored.id(),
        adapter.system(),
        name == null ? stored.id() : name,
        ending.what(),
        ending.at(),
        ending.known().name().toLowerCase(java.util.Locale.ROOT),
        ending.life() != null,
        ending.level(now),
        Duration.between(now, ending.at()).toSeconds(),
        ending.sentence(name == null ? stored.id() : name, now),
        ending.todo());
  }

  /** When credentials were used last that every call carries. */
  private Map<String, Instant> polled() {
    return transactions.inTransaction(
        sql -> {
          Map<String, Instant> last = new HashMap<>();
          Query.list(
              sql,
              row -> last.put(row.getString(1), row.getTimestamp(2).toInstant()),
              "select connection, max(last_poll) from stream_state"
                  + " where last_poll is not null group by connection");
          return last;
        });
  }
}
