package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.mirror.RereadTable.Due;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has records read again whose newest read was overtaken by a write of ours, or that were not as
 * expected. Asked again for as long as nothing is decided without it.
 */
@ApplicationScoped
public class Rereads {

  private static final Log LOG = Log.of(Rereads.class);
  private static final int MOST = 500;

  private final Transactions transactions;
  private final Adapters adapters;

  public Rereads(Transactions transactions, Adapters adapters) {
    this.transactions = transactions;
    this.adapters = adapters;
  }

  private record Source(String connection, String entity) {}

  /** Asks for all that is due. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void goOn() {
    try {
      Map<Source, List<Due>> bySource = new LinkedHashMap<>();
      for (Due due : transactions.inTransaction(sql -> RereadTable.due(sql, MOST))) {
        Ref ref = due.ref();
        bySource
            .computeIfAbsent(
                new Source(ref.source().connection(), ref.source().entity()),
                any -> new ArrayList<>())
            .add(due);
      }
      bySource.forEach(this::ask);
    } catch (DatabaseUnavailable e) {
      LOG.debug("Reads that are due wait for the database");
    }
  }

  private void ask(Source source, List<Due> due) {
    List<String> keys = due.stream().map(each -> each.ref().source().key()).distinct().toList();
    try {
      var connection = adapters.connection(source.connection());
      if (connection.isPresent()) {
        adapters.readAnew(connection.get(), source.entity(), keys);
      }
      transactions.run(sql -> RereadTable.asked(sql, due));
    } catch (AdapterUnreachable e) {
      transactions.run(sql -> RereadTable.later(sql, due));
    } catch (AdapterRefused e) {
      LOG.warn(
          "Records cannot be read again",
          "connection",
          source.connection(),
          "object",
          source.entity(),
          "reason",
          e.getMessage());
      transactions.run(sql -> RereadTable.later(sql, due));
    }
  }
}
