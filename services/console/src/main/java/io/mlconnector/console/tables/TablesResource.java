package io.mlconnector.console.tables;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tables of all connections, by REST. */
@Path("/api/tables")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tables")
@Blocking
public class TablesResource {

  private final TableDesk desk;

  public TablesResource(TableDesk desk) {
    this.desk = desk;
  }

  @GET
  @Operation(summary = "Tables such as published data sources, and how they stand")
  public TableDesk.All all() {
    return desk.all();
  }

  @GET
  @Path("/{connection}/{table}")
  @Operation(summary = "One table with its columns")
  public Table one(@PathParam("connection") String connection, @PathParam("table") String table) {
    return desk.one(connection, table);
  }

  @GET
  @Path("/{connection}/{table}/totals")
  @Operation(summary = "Control totals of the last publishes: store and target")
  public List<Totals> totals(
      @PathParam("connection") String connection, @PathParam("table") String table) {
    return desk.totals(connection, table);
  }

  @GET
  @Path("/{connection}/{table}/totals.csv")
  @Produces("text/csv")
  @Operation(summary = "Control totals of the last publishes as CSV")
  public InputStream csv(
      @PathParam("connection") String connection, @PathParam("table") String table) {
    return desk.csv(connection, table);
  }

  @GET
  @Path("/{connection}/{table}/source")
  @Operation(summary = "What the source's newest records add up to, beside store and target")
  public Comparison source(
      @PathParam("connection") String connection, @PathParam("table") String table) {
    return desk.compared(connection, table);
  }

  @GET
  @Path("/{connection}/{table}/plan")
  @Operation(summary = "What adopting the table in its place would change")
  public Plan plan(@PathParam("connection") String connection, @PathParam("table") String table) {
    return desk.plan(connection, table);
  }

  @POST
  @Path("/{connection}/{table}/{deed: publish|rebuild|adopt|accept}")
  @Operation(summary = "Publish what waits, write it whole, adopt it, or accept its columns")
  public Map<String, String> act(
      @PathParam("connection") String connection,
      @PathParam("table") String table,
      @PathParam("deed") String deed) {
    return Map.of("hint", desk.act(connection, table, deed));
  }
}
