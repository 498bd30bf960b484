package io.mlconnector.mapping.resync;

import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.resync.Runs.Progress;
import io.mlconnector.mapping.route.SeenRoutes;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Work on all records of a route that is under way: first loads and resyncs. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunsResource {

  private final Transactions transactions;
  private final SeenRoutes seen;

  public RunsResource(Transactions transactions, SeenRoutes seen) {
    this.seen = seen;
    this.transactions = transactions;
  }

  /** How far each is, the oldest first, 100 at most. */
  @GET
  public List<Progress> open() {
    return transactions.inTransaction(Runs::open).stream()
        .filter(run -> seen.has(run.route()))
        .toList();
  }
}
