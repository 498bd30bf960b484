package io.mlconnector.mapping.record;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.record.Ticking.Done;
import io.mlconnector.mapping.record.UnreadableTable.Listed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;

/**
 * Messages of the canonical topics and of outcomes that could not be read; for those who see all
 * connections, for nobody can tell whose they are. What they hold is shown by nobody.
 */
@Path("/api/records/unreadable")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class UnreadableResource {

  private final Transactions transactions;
  private final Caller caller;

  public UnreadableResource(Transactions transactions, Caller caller) {
    this.transactions = transactions;
    this.caller = caller;
  }

  /**
   * Which messages are meant.
   *
   * @param ids from 1 to 1,000
   * @param reason why they stay as they are; not needed to open them again
   */
  public record Meant(List<Long> ids, String reason) {}

  /**
   * Where they are and why they cannot be read, the newest first.
   *
   * @param state {@code open}, {@code ticked} for those that somebody ticked off, or {@code all}
   * @param before the id of the last one of the page before; 0 for the first page
   * @param limit from 1 to 1,000
   */
  @GET
  public List<Listed> list(
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("before") @DefaultValue("0") long before,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > Ticking.MOST) {
      throw Problem.badRequest("limit must be from 1 to " + Ticking.MOST);
    }
    Shown shown = Shown.of(state);
    long end = before == 0 ? Long.MAX_VALUE : before;
    return caller.scope().isAll()
        ? transactions.inTransaction(sql -> UnreadableTable.list(sql, shown, end, limit))
        : List.of();
  }

  /** Ticks messages off, with a reason: they are known, and nothing is done about them. */
  @POST
  @Path("/tick")
  @Consumes(MediaType.APPLICATION_JSON)
  public Done tick(Meant meant) {
    caller.needsAll();
    List<Long> ids = ids(meant);
    String why = Ticking.why(meant.reason());
    String author = caller.rights().name();
    return Done.of(transactions.inTransaction(sql -> UnreadableTable.tick(sql, ids, why, author)));
  }

  /** Opens messages again. */
  @POST
  @Path("/reopen")
  @Consumes(MediaType.APPLICATION_JSON)
  public Done reopen(Meant meant) {
    caller.needsAll();
    List<Long> ids = ids(meant);
    return Done.of(transactions.inTransaction(sql -> UnreadableTable.reopen(sql, ids)));
  }

  private static List<Long> ids(Meant meant) {
    if (meant == null
        || meant.ids() == null
        || meant.ids().isEmpty()
        || meant.ids().size() > Ticking.MOST
        || meant.ids().stream().anyMatch(Objects::isNull)) {
      throw Problem.badRequest(
          "ids: must be from 1 to %,d; tick what it is about".formatted(Ticking.MOST));
    }
    return meant.ids();
  }
}
