package io.mlconnector.mapping.record;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.csv.Csv;
import io.mlconnector.flow.csv.CsvExport;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people look through now and then: records that are gone at their source, and what records
 * lack. Nothing has to be done about either for the rest to go on.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ListsResource {

  private static final int MOST = 1_000;

  private final Transactions transactions;
  private final Caller caller;

  public ListsResource(Transactions transactions, Caller caller) {
    this.caller = caller;
    this.transactions = transactions;
  }

  /**
   * Removed records, and customers and vendors that are inactive, in the order of their keys. What
   * was made of them in targets is there, and what becomes of it is for a person to decide.
   *
   * @param connection the source; empty for all
   * @param entity such as vendor; empty for all
   * @param state {@code open}, {@code ticked} for those that somebody ticked off, or {@code all}
   * @param after {@code connection|entity|key} of the last one of the page before
   * @param limit from 1 to 1,000
   */
  @GET
  @Path("/gone")
  public List<Gone> gone(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity,
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return gone(caller.scope(), Shown.of(state), connection, entity, after, checked(limit));
  }

  private List<Gone> gone(
      Scope scope, Shown shown, String connection, String entity, String after, int most) {
    return transactions.inTransaction(
        sql -> GoneTable.list(sql, scope, shown, Range.of(connection, after), entity, most));
  }

  /** All of {@link #gone} as CSV, with who ticked which off. */
  @GET
  @Path("/gone/export")
  @Produces("text/csv")
  public StreamingOutput goneAsCsv(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity) {
    Scope scope = caller.scope();
    return CsvExport.of(
        "connection,entity,key,name,why,since,targets,ticked off by,at,because",
        after -> gone(scope, Shown.ALL, connection, entity, after, MOST),
        Gone::record,
        gone ->
            Csv.line(
                gone.connection(),
                gone.entity(),
                gone.key(),
                gone.name(),
                gone.why(),
                gone.since().toString(),
                gone.targets().stream()
                    .map(each -> each.connection() + " " + each.object() + " " + each.key())
                    .collect(Collectors.joining("; ")),
                author(gone.ticked()),
                at(gone.ticked()),
                because(gone.ticked())));
  }

  /**
   * What records lack, such as a person's e-mail address, in the order of their keys.
   *
   * @param state as of what is gone
   * @param limit how many records, from 1 to 1,000; each comes with all that it lacks
   */
  @GET
  @Path("/gaps")
  public List<Gap> gaps(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity,
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return gaps(caller.scope(), Shown.of(state), connection, entity, after, checked(limit));
  }

  private List<Gap> gaps(
      Scope scope, Shown shown, String connection, String entity, String after, int most) {
    return transactions.inTransaction(
        sql -> GapTable.list(sql, scope, shown, Range.of(connection, after), entity, most));
  }

  /** All of {@link #gaps} as CSV, with who ticked which off. */
  @GET
  @Path("/gaps/export")
  @Produces("text/csv")
  public StreamingOutput gapsAsCsv(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity) {
    Scope scope = caller.scope();
    return CsvExport.of(
        "connection,entity,key,name,field,reason,since,ticked off by,at,because",
        after -> gaps(scope, Shown.ALL, connection, entity, after, MOST),
        Gap::record,
        gap ->
            Csv.line(
                gap.connection(),
                gap.entity(),
                gap.key(),
                gap.name(),
                gap.field(),
                gap.reason(),
                gap.since().toString(),
                author(gap.ticked()),
                at(gap.ticked()),
                because(gap.ticked())));
  }

  private static String author(Tick tick) {
    return tick == null ? "" : tick.author();
  }

  private static String at(Tick tick) {
    return tick == null ? "" : tick.at().toString();
  }

  private static String because(Tick tick) {
    return tick == null ? "" : tick.reason();
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("limit must be from 1 to " + MOST);
    }
    return limit;
  }
}
