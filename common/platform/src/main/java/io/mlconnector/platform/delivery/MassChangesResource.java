package io.mlconnector.platform.delivery;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.OwnerGateway;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people do with deactivations that the mass-change guard holds. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "deliveries")
@Blocking
public class MassChangesResource {

  private final Transactions transactions;
  private final OwnerGateway gateway;
  private final Interventions interventions;
  private final Caller caller;

  public MassChangesResource(
      Transactions transactions, OwnerGateway gateway, Interventions interventions, Caller caller) {
    this.caller = caller;
    this.transactions = transactions;
    this.gateway = gateway;
    this.interventions = interventions;
  }

  /**
   * Deactivations that wait for a person.
   *
   * @param counted how many records they are about
   * @param linked how many records of the object are linked
   * @param allowed how many may be taken away unasked
   */
  public record Held(
      long id,
      String object,
      long counted,
      long linked,
      long allowed,
      List<String> samples,
      String since) {}

  /** What the mass-change guard holds. */
  @GET
  @Path("/{id}/mass-changes")
  @Operation(summary = "Deactivations held by the mass-change guard, with counts and samples")
  public List<Held> held(@PathParam("id") String id) {
    gateway.known(id);
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                row ->
                    new Held(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        Stream.of((String[]) row.getArray(6).getArray())
                            .filter(caller.scope()::seesRef)
                            .toList(),
                        row.getTimestamp(7).toInstant().toString()),
                "select id, object, counted, linked, allowed, samples, since from mass_change"
                    + " where connection = ? and decided is null order by id",
                id));
  }

  /** Lets them go on. */
  @POST
  @Path("/{id}/mass-changes/{change}/approve")
  @Operation(summary = "Let held deactivations go on")
  public Response approve(
      @PathParam("id") String id,
      @PathParam("change") long change,
      @Context SecurityContext person) {
    gateway.known(id);
    return gateway.onOwner(
        id,
        null,
        owned ->
            new InterventionsResource.Done(
                interventions.approve(owned, change, Person.name(person)), false));
  }

  /** Gives them up. */
  @POST
  @Path("/{id}/mass-changes/{change}/dismiss")
  @Operation(summary = "Give held deactivations up, with a reason")
  public Response giveUp(
      @PathParam("id") String id,
      @PathParam("change") long change,
      byte[] body,
      @Context SecurityContext person) {
    gateway.known(id);
    String reason = Person.reason(body);
    return gateway.onOwner(
        id,
        body,
        owned ->
            new InterventionsResource.Done(
                interventions.dismiss(owned, change, reason, Person.name(person)), false));
  }
}
