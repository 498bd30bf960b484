package io.mlconnector.mapping.record;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * What stands aside in the mapping. It needs no retry: a record that is corrected at its source, or
 * a route that is corrected and saved, is mapped again by itself.
 */
@Path("/api/records")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AsideResource {

  private static final int MOST = 1_000;

  private final Transactions transactions;

  public AsideResource(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Records that a route could make no delivery of, with the reason, in the order of their refs.
   *
   * @param route empty for all
   * @param reason the whole reason, as a group has it; empty for all
   * @param after the last ref of the page before
   * @param limit from 1 to 1,000
   */
  @GET
  @Path("/parked")
  public List<AsideTable.Parked> parked(
      @QueryParam("route") @DefaultValue("") String route,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    int most = checked(limit);
    return transactions.inTransaction(sql -> AsideTable.parked(sql, route, reason, after, most));
  }

  /** How many of them there are for which reason, the most first, 200 reasons at most. */
  @GET
  @Path("/parked/groups")
  public List<AsideTable.Group> groups() {
    return transactions.inTransaction(AsideTable::groups);
  }

  /** Messages of the canonical topics and of outcomes that could not be read, newest first. */
  @GET
  @Path("/unreadable")
  public List<AsideTable.Unreadable> unreadable(
      @QueryParam("limit") @DefaultValue("100") int limit) {
    int most = checked(limit);
    return transactions.inTransaction(sql -> AsideTable.unreadable(sql, most));
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("limit must be from 1 to " + MOST);
    }
    return limit;
  }
}
