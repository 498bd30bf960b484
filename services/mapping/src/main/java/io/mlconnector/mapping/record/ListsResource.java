package io.mlconnector.mapping.record;

import io.mlconnector.flow.csv.Csv;
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
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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

  public ListsResource(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Removed records, and customers and vendors that are inactive, in the order of their keys. What
   * was made of them in targets is there, and what becomes of it is for a person to decide.
   *
   * @param connection the source; empty for all
   * @param entity such as vendor; empty for all
   * @param after {@code connection|entity|key} of the last one of the page before
   * @param limit from 1 to 1,000
   */
  @GET
  @Path("/gone")
  public List<Gone> gone(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    int most = checked(limit);
    return transactions.inTransaction(
        sql -> GoneTable.list(sql, Range.of(connection, after), entity, most));
  }

  /** All of {@link #gone} as CSV. */
  @GET
  @Path("/gone/export")
  @Produces("text/csv")
  public StreamingOutput goneAsCsv(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity) {
    return out -> {
      Writer csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      csv.write("connection,entity,key,name,why,since,targets\n");
      List<Gone> page = gone(connection, entity, "", MOST);
      while (!page.isEmpty()) {
        for (Gone gone : page) {
          csv.write(
              Csv.line(
                      gone.connection(),
                      gone.entity(),
                      gone.key(),
                      gone.name(),
                      gone.why(),
                      gone.since().toString(),
                      gone.targets().stream()
                          .map(each -> each.connection() + " " + each.object() + " " + each.key())
                          .collect(Collectors.joining("; ")))
                  + "\n");
        }
        page = gone(connection, entity, page.get(page.size() - 1).record(), MOST);
      }
      csv.flush();
    };
  }

  /**
   * What records lack, such as a person's e-mail address, in the order of their keys.
   *
   * @param limit how many records, from 1 to 1,000; each comes with all that it lacks
   */
  @GET
  @Path("/gaps")
  public List<Gap> gaps(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    int most = checked(limit);
    return transactions.inTransaction(
        sql -> GapTable.list(sql, Range.of(connection, after), entity, most));
  }

  /** All of {@link #gaps} as CSV. */
  @GET
  @Path("/gaps/export")
  @Produces("text/csv")
  public StreamingOutput gapsAsCsv(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity) {
    return out -> {
      Writer csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      csv.write("connection,entity,key,name,field,reason,since\n");
      List<Gap> page = gaps(connection, entity, "", MOST);
      while (!page.isEmpty()) {
        for (Gap gap : page) {
          csv.write(
              Csv.line(
                      gap.connection(),
                      gap.entity(),
                      gap.key(),
                      gap.name(),
                      gap.field(),
                      gap.reason(),
                      gap.since().toString())
                  + "\n");
        }
        page = gaps(connection, entity, page.get(page.size() - 1).record(), MOST);
      }
      csv.flush();
    };
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("limit must be from 1 to " + MOST);
    }
    return limit;
  }
}
