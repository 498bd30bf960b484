package io.mlconnector.platform.delivery;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnerGateway;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people do with deliveries that stand aside. */
@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "deliveries")
@Blocking
public class InterventionsResource {

  private final Transactions transactions;
  private final OwnerGateway gateway;
  private final Interventions interventions;
  private final Caller caller;

  public InterventionsResource(
      Transactions transactions, OwnerGateway gateway, Interventions interventions, Caller caller) {
    this.caller = caller;
    this.transactions = transactions;
    this.gateway = gateway;
    this.interventions = interventions;
  }

  /** How many deliveries it was about. */
  public record Done(int deliveries, boolean dryRun) {}

  /** Sends a parked delivery on its way again, as it is or with other values. */
  @POST
  @Path("/{delivery}/retry")
  @Operation(
      summary =
          "Try a parked delivery again; recreate=true forgets a target that is gone,"
              + " {\"fields\": {…}} gives target fields other values")
  public Response retry(
      @PathParam("delivery") String delivery,
      @QueryParam("recreate") boolean recreate,
      byte[] body,
      @Context SecurityContext person) {
    Edit edit = Edit.read(body);
    return one(
        delivery,
        body,
        owned -> interventions.retry(owned, delivery, recreate, edit, Person.name(person)));
  }

  /** Gives a parked delivery up. */
  @POST
  @Path("/{delivery}/dismiss")
  @Operation(summary = "Give a parked delivery up, with a reason; a newer state still goes")
  public Response dismiss(
      @PathParam("delivery") String delivery, byte[] body, @Context SecurityContext person) {
    String reason = Person.reason(body);
    return one(
        delivery,
        body,
        owned -> interventions.dismiss(owned, List.of(delivery), reason, Person.name(person)));
  }

  /** Sends all parked deliveries of a kind on their way again. */
  @POST
  @Path("/retry")
  @Operation(summary = "Try parked deliveries again by kind, object or text; dryRun=true counts")
  public Response retryAll(
      @QueryParam("connection") String connection,
      @QueryParam("object") String object,
      @QueryParam("kind") String kind,
      @QueryParam("reason") String why,
      @QueryParam("q") String q,
      @QueryParam("dryRun") @DefaultValue("true") boolean dryRun,
      @Context SecurityContext person) {
    Listing.Filter filter =
        new Listing.Filter(
            caller.scope(), DeliveriesResource.needed(connection), object, kind, why, q, null);
    return all(
        filter,
        null,
        dryRun,
        (owned, ids) -> interventions.retry(owned, ids, false, Person.name(person)));
  }

  /** Gives all parked deliveries of a kind up. */
  @POST
  @Path("/dismiss")
  @Operation(summary = "Give parked deliveries up by kind, object or text; dryRun=true counts")
  public Response dismissAll(
      @QueryParam("connection") String connection,
      @QueryParam("object") String object,
      @QueryParam("kind") String kind,
      @QueryParam("reason") String why,
      @QueryParam("q") String q,
      @QueryParam("dryRun") @DefaultValue("true") boolean dryRun,
      byte[] body,
      @Context SecurityContext person) {
    Listing.Filter filter =
        new Listing.Filter(
            caller.scope(), DeliveriesResource.needed(connection), object, kind, why, q, null);
    String reason = Person.reason(body);
    return all(
        filter,
        body,
        dryRun,
        (owned, ids) -> interventions.dismiss(owned, ids, reason, Person.name(person)));
  }

  private Response one(String delivery, byte[] body, Function<Owned, Integer> action) {
    Listing.Whole found =
        transactions.inTransaction(sql -> Listing.one(sql, delivery)).stream()
            .filter(whole -> whole.delivery().state().equals("parked"))
            .findFirst()
            .orElseThrow(() -> notParked(delivery));
    if (!DeliveriesResource.sees(caller.scope(), found)) {
      throw DeliveriesResource.unknown(delivery);
    }
    if (found.connection() == null) {
      throw Problem.conflict("Delivery %s is of no connection here".formatted(delivery));
    }
    gateway.known(found.connection());
    return gateway.onOwner(
        found.connection(),
        body,
        owned -> {
          int done = action.apply(owned);
          if (done == 0) {
            throw notParked(delivery);
          }
          return new Done(done, false);
        });
  }

  private static Problem notParked(String delivery) {
    return Problem.conflict(
        "Delivery %s is not parked (any more): it was retried, dismissed or replaced by a newer one"
            .formatted(delivery));
  }

  /** What is done with several. */
  private interface Bulk {
    int of(Owned owned, List<String> deliveries);
  }

  private Response all(Listing.Filter filter, byte[] body, boolean dryRun, Bulk action) {
    gateway.known(filter.connection());
    List<String> ids =
        transactions.inTransaction(sql -> Listing.parked(sql, filter, Interventions.MOST)).stream()
            .map(Listing.Aside::delivery)
            .toList();
    if (dryRun || ids.isEmpty()) {
      return Response.ok(new Done(ids.size(), dryRun)).build();
    }
    return gateway.onOwner(
        filter.connection(), body, owned -> new Done(action.of(owned, ids), false));
  }
}
