package io.mlconnector.platform.delivery;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What waits, stands aside or is under way, for people. */
@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeliveriesResource {

  private static final int MOST = 500;
  private static final List<String> STATES =
      List.of("inbox", "waiting", "parked", "attempt", "vendor_job", "link");
  private static final List<String> WORDS =
      List.of("queued", "waiting", "parked", "in flight", "jobs running", "linked");

  private final Transactions transactions;

  public DeliveriesResource(Transactions transactions) {
    this.transactions = transactions;
  }

  /** How many deliveries of a connection are where. */
  @GET
  @Path("/counts")
  public Map<String, Long> counts(@QueryParam("connection") String connection) {
    needed(connection);
    return transactions.inTransaction(
        sql -> {
          Map<String, Long> counts = new LinkedHashMap<>();
          for (int i = 0; i < STATES.size(); i++) {
            String count = "select count(*) from " + STATES.get(i) + " where connection = ?";
            counts.put(WORDS.get(i), Query.number(sql, count, connection));
          }
          return counts;
        });
  }

  /** A delivery that stands aside, and why. */
  public record Aside(String delivery, String ref, String object, String reason, String since) {}

  /**
   * Parked deliveries, oldest first.
   *
   * @param limit 500 at most
   */
  @GET
  @Path("/parked")
  public List<Aside> parked(
      @QueryParam("connection") String connection,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    needed(connection);
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                row ->
                    new Aside(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant().toString()),
                "select delivery, ref, object, reason, since from parked where connection = ?"
                    + " order by since, delivery limit ?",
                connection,
                Math.min(limit, MOST)));
  }

  private static void needed(String connection) {
    if (connection == null || connection.isBlank()) {
      throw Problem.badRequest("connection: is missing; add ?connection=<id>");
    }
  }
}
