package io.mlconnector.mapping.record;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.record.TickTable.Entry;
import io.mlconnector.mapping.record.Ticking.Done;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Ticks entries of lists off that are known and stay as they are, and opens them again. An entry
 * that is another one by now is left as it is; the answer says how many were meant.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class TicksResource {

  private final Transactions transactions;
  private final Caller caller;

  public TicksResource(Transactions transactions, Caller caller) {
    this.transactions = transactions;
    this.caller = caller;
  }

  /** Ticks off what records lack, with a reason. */
  @POST
  @Path("/gaps/tick")
  public Done tickGaps(Ticking ticking) {
    return tick(TickTable.GAPS, ticking);
  }

  /** Opens what records lack again. */
  @POST
  @Path("/gaps/reopen")
  public Done reopenGaps(Ticking ticking) {
    return reopen(TickTable.GAPS, ticking);
  }

  /** Ticks off what is gone at its source, with a reason. */
  @POST
  @Path("/gone/tick")
  public Done tickGone(Ticking ticking) {
    return tick(TickTable.GONE, ticking);
  }

  /** Opens what is gone at its source again. */
  @POST
  @Path("/gone/reopen")
  public Done reopenGone(Ticking ticking) {
    return reopen(TickTable.GONE, ticking);
  }

  private Done tick(String list, Ticking ticking) {
    Scope scope = caller.scope();
    String author = caller.rights().name();
    List<Entry> entries = given(ticking).given();
    String why = ticking.why();
    return Done.of(
        transactions.inTransaction(sql -> TickTable.put(sql, scope, list, entries, why, author)));
  }

  private Done reopen(String list, Ticking ticking) {
    Scope scope = caller.scope();
    List<Entry> entries = given(ticking).given();
    return Done.of(transactions.inTransaction(sql -> TickTable.remove(sql, scope, list, entries)));
  }

  private static Ticking given(Ticking ticking) {
    if (ticking == null) {
      throw Problem.badRequest(
          "entries: are missing; send {\"entries\": [{\"record\": \"…\", \"version\": \"…\"}],"
              + " \"reason\": \"…\"}");
    }
    return ticking;
  }
}
