package io.mlconnector.console.tables;

import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.look.Back;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The list of tables, and a page for each with its control totals and what can be done. */
@Path("/tables")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class TablePages {

  private static final String DONE =
      "Done. What was asked for begins as soon as nothing else of the table is under way";

  private final TableDesk desk;
  private final Back back;

  public TablePages(TableDesk desk, Back back) {
    this.desk = desk;
    this.back = back;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance tables(TableDesk.All all);

    static native TemplateInstance tables$rows(TableDesk.All all);

    static native TemplateInstance table(Table t, List<Totals> totals);

    static native TemplateInstance tableSource(Table t, Comparison source, String problem);

    static native TemplateInstance tablePlan(Table t, Plan plan);

    private Templates() {}
  }

  @GET
  public TemplateInstance list() {
    return Templates.tables(desk.all());
  }

  @GET
  @Path("/rows")
  public TemplateInstance rows() {
    return Templates.tables$rows(desk.all());
  }

  @GET
  @Path("/{connection}/{table}")
  public TemplateInstance one(
      @PathParam("connection") String connection, @PathParam("table") String table) {
    return Templates.table(desk.one(connection, table), desk.totals(connection, table));
  }

  @GET
  @Path("/{connection}/{table}/source")
  public TemplateInstance source(
      @PathParam("connection") String connection, @PathParam("table") String table) {
    Table view = desk.one(connection, table);
    try {
      return Templates.tableSource(view, desk.compared(connection, table), null);
    } catch (Problem e) {
      return Templates.tableSource(view, null, e.getMessage());
    }
  }

  @GET
  @Path("/{connection}/{table}/plan")
  public TemplateInstance plan(
      @PathParam("connection") String connection, @PathParam("table") String table) {
    return Templates.tablePlan(desk.one(connection, table), desk.plan(connection, table));
  }

  @POST
  @Path("/{connection}/{table}/{deed: publish|rebuild|adopt|accept}")
  public Response act(
      @PathParam("connection") String connection,
      @PathParam("table") String table,
      @PathParam("deed") String deed) {
    return back.to(
        "/tables/" + Urls.encoded(connection) + "/" + Urls.encoded(table),
        () -> {
          String hint = desk.act(connection, table, deed);
          return hint.isEmpty() ? DONE : DONE + ". " + hint;
        });
  }
}
