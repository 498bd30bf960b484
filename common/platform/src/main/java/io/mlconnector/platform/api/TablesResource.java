package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.delivery.TableDecisions;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.TableNames;
import io.mlconnector.platform.table.TableStanding;
import io.mlconnector.platform.table.Totals;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.TableSink;
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
import java.util.function.BiConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tables that a connection keeps in step with their source. */
@Path("/api/connections/{id}/tables")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "tables")
public class TablesResource {

  private final Transactions transactions;
  private final OwnerGateway gateway;
  private final TableDecisions decisions;
  private final Adapter adapter;

  public TablesResource(
      Transactions transactions, OwnerGateway gateway, TableDecisions decisions, Adapter adapter) {
    this.transactions = transactions;
    this.gateway = gateway;
    this.decisions = decisions;
    this.adapter = adapter;
  }

  @GET
  @Operation(summary = "Tables, their rows, what gathers, the last publish, and trouble")
  public List<TableView> tables(@PathParam("id") String id) {
    gateway.known(id);
    return transactions.inTransaction(sql -> TableStanding.all(sql, id)).stream()
        .map(TableView::of)
        .toList();
  }

  @GET
  @Path("/{table}")
  @Operation(summary = "One table with its columns")
  public TableView table(@PathParam("id") String id, @PathParam("table") String table) {
    return TableView.of(standing(id, table));
  }

  /** What was set in motion. */
  public record Done(String table, boolean rowsForgotten, String hint) {

    static Done of(String table) {
      return new Done(table, false, null);
    }
  }

  @POST
  @Path("/{table}/publish")
  @Operation(summary = "Publish what waits as soon as it can be")
  public Response publish(
      @PathParam("id") String id,
      @PathParam("table") String table,
      @Context SecurityContext caller) {
    return decided(
        id, table, (owned, kept) -> decisions.publish(owned, kept.object(), Person.name(caller)));
  }

  @POST
  @Path("/{table}/rebuild")
  @Operation(summary = "Write the whole table again, and retry what a failed publish has parked")
  public Response rebuild(
      @PathParam("id") String id,
      @PathParam("table") String table,
      @Context SecurityContext caller) {
    return decided(
        id, table, (owned, kept) -> decisions.rebuild(owned, kept.object(), Person.name(caller)));
  }

  @POST
  @Path("/{table}/adopt")
  @Operation(summary = "Adopt somebody else's table in its place, where its columns fit")
  public Response adopt(
      @PathParam("id") String id,
      @PathParam("table") String table,
      @Context SecurityContext caller) {
    return decided(
        id, table, (owned, kept) -> decisions.adopt(owned, sink(kept), kept, Person.name(caller)));
  }

  @POST
  @Path("/{table}/accept")
  @Operation(summary = "Accept changed or vanished columns, and write the whole table again")
  public Response accept(
      @PathParam("id") String id,
      @PathParam("table") String table,
      @Context SecurityContext caller) {
    KeptTable kept = standing(id, table).table();
    return gateway.onOwner(
        id,
        null,
        owned -> {
          boolean forgotten = decisions.accept(owned, kept.object(), Person.name(caller));
          return new Done(
              kept.name(),
              forgotten,
              forgotten
                  ? "The key is another one, so its rows were forgotten: resync the route"
                  : "Columns that changed are empty until their rows come again: resync the route");
        });
  }

  @GET
  @Path("/{table}/plan")
  @Operation(summary = "What adopting the table that is in the target would change")
  public Response plan(@PathParam("id") String id, @PathParam("table") String table) {
    TableStanding standing = standing(id, table);
    return gateway.onOwner(
        id, null, owned -> TablePlan.of(owned.connection(), sink(standing.table()), standing));
  }

  @GET
  @Path("/{table}/totals")
  @Operation(summary = "Control totals of the last publishes: store, target, and how they differ")
  public List<TotalsView> totals(@PathParam("id") String id, @PathParam("table") String table) {
    KeptTable kept = standing(id, table).table();
    return TotalsView.of(
        kept.spec(), transactions.inTransaction(sql -> Totals.all(sql, kept.id())));
  }

  @GET
  @Path("/{table}/totals.csv")
  @Produces("text/csv")
  @Operation(summary = "Control totals of the last publishes as CSV, a line per group and measure")
  public String totalsAsCsv(@PathParam("id") String id, @PathParam("table") String table) {
    KeptTable kept = standing(id, table).table();
    return TotalsCsv.of(kept.spec(), totals(id, table));
  }

  private Response decided(String id, String table, BiConsumer<Owned, KeptTable> decision) {
    KeptTable kept = standing(id, table).table();
    return gateway.onOwner(
        id,
        null,
        owned -> {
          decision.accept(owned, kept);
          return Done.of(kept.name());
        });
  }

  private TableStanding standing(String id, String table) {
    gateway.known(id);
    return transactions.inTransaction(sql -> TableStanding.all(sql, id)).stream()
        .filter(each -> each.table().object().equals(table) || each.table().name().equals(table))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.notFound(
                    "Connection %s has no table %s: a route fills it first".formatted(id, table)));
  }

  private TableSink sink(KeptTable table) {
    return TableNames.sink(TableNames.sinks(adapter), table.object())
        .orElseThrow(
            () ->
                Problem.conflict(
                    "%s has no object for %s".formatted(adapter.system(), table.object())));
  }
}
