package io.mlconnector.mapping.aside;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.aside.AsideTable.Chosen;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/**
 * What stands aside in the mapping. Most of it needs no retry: a record that is corrected at its
 * source, or a route that is corrected and saved, is mapped again by itself.
 */
@Path("/api/records")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AsideResource {

  private static final int MOST = 1_000;

  private final Transactions transactions;
  private final AsideKeeper keeper;
  private final Caller caller;

  public AsideResource(Transactions transactions, AsideKeeper keeper, Caller caller) {
    this.caller = caller;
    this.transactions = transactions;
    this.keeper = keeper;
  }

  /**
   * What is decided about.
   *
   * @param refs some records by the refs that they would have had, 1,000 at most; none for all of
   *     the route and reason, 1,000 at once
   * @param after the last ref of the answer before, where all are meant
   * @param why in the person's words, where they are given up
   */
  public record Wanted(String route, String reason, List<String> refs, String after, String why) {

    private Chosen chosen(Scope scope) {
      if ((route == null || route.isBlank()) && (refs == null || refs.isEmpty())) {
        throw Problem.badRequest("route: is missing; name a route, or refs");
      }
      if (refs != null && refs.size() > MOST) {
        throw Problem.badRequest("refs: %,d at most; take the whole group instead".formatted(MOST));
      }
      return new Chosen(scope, route, reason, refs, after, MOST);
    }
  }

  /** Maps parked records again, by their routes as they are now. */
  @POST
  @Path("/parked/retry")
  @Consumes(MediaType.APPLICATION_JSON)
  public AsideKeeper.Done retry(Wanted wanted, @Context SecurityContext person) {
    return keeper.retry(given(wanted).chosen(caller.scope()), Person.name(person));
  }

  /** Gives parked records up, with a reason; their next change is mapped as ever. */
  @POST
  @Path("/parked/dismiss")
  @Consumes(MediaType.APPLICATION_JSON)
  public AsideKeeper.Done dismiss(Wanted wanted, @Context SecurityContext person) {
    Chosen chosen = given(wanted).chosen(caller.scope());
    if (wanted.why() == null || wanted.why().isBlank()) {
      throw Problem.badRequest("why: is missing; say why they are given up");
    }
    return keeper.dismiss(chosen, wanted.why(), Person.name(person));
  }

  private static Wanted given(Wanted wanted) {
    return wanted == null ? new Wanted(null, null, null, null, null) : wanted;
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
    Scope scope = caller.scope();
    return transactions.inTransaction(
        sql -> AsideTable.parked(sql, scope, route, reason, after, most));
  }

  /** How many of them there are for which reason, the most first, 200 reasons at most. */
  @GET
  @Path("/parked/groups")
  public List<AsideTable.Group> groups() {
    Scope scope = caller.scope();
    return transactions.inTransaction(sql -> AsideTable.groups(sql, scope));
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("limit must be from 1 to " + MOST);
    }
    return limit;
  }
}
