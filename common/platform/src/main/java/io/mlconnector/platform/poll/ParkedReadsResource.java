package io.mlconnector.platform.poll;

import io.mlconnector.flow.access.Person;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.poll.ParkedReads.Which;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Source records that stand aside, for people: counted by reason, and page by page. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "streams")
@Blocking
public class ParkedReadsResource {

  private static final int MOST = 500;

  private static final String GROUPS =
      """
      select stream, reason, count(*), min(since), min(key) from parked_read
      where connection = ? and dismissed is null group by stream, reason order by count(*) desc, stream limit 200
      """;

  private static final String PAGE =
      """
      select stream, key, reason, since from parked_read
      where connection = ? and stream = ? and key > ? and dismissed is null
      order by key limit ?
      """;

  static final String PAGE_OF_A_REASON =
      """
      select stream, key, reason, since from parked_read
      where connection = ? and stream = ? and key > ? and dismissed is null
        and md5(reason) = md5(?) and reason = ?
      order by key limit ?
      """;

  private final Transactions transactions;
  private final OwnerGateway gateway;
  private final ParkedReadDecisions decisions;

  public ParkedReadsResource(
      Transactions transactions, OwnerGateway gateway, ParkedReadDecisions decisions) {
    this.transactions = transactions;
    this.gateway = gateway;
    this.decisions = decisions;
  }

  /**
   * Source records that stand aside for one reason.
   *
   * @param since of the oldest
   * @param sample one key
   */
  public record Group(String stream, String reason, long count, Instant since, String sample) {}

  /** How many stand aside for which reason, the most first, 200 reasons at most. */
  @GET
  @Path("/{id}/parked-reads/groups")
  @Operation(summary = "Parked source records counted by stream and reason, each with a sample")
  public List<Group> groups(@PathParam("id") String id) {
    gateway.known(id);
    return transactions.inTransaction(
        sql -> {
          List<Group> groups = new ArrayList<>();
          try (PreparedStatement select = sql.prepareStatement(GROUPS)) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                groups.add(
                    new Group(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getLong(3),
                        StreamCursors.instant(rows, 4),
                        rows.getString(5)));
              }
            }
          }
          return groups;
        });
  }

  /**
   * Those of a stream in the order of their keys.
   *
   * @param reason the whole reason; empty for all
   * @param after the last key of the page before
   * @param limit 500 at most
   */
  @GET
  @Path("/{id}/parked-reads")
  @Operation(summary = "Parked source records of a stream, page by page")
  public List<ParkedRead> page(
      @PathParam("id") String id,
      @QueryParam("stream") String stream,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    gateway.known(id);
    if (stream == null || stream.isBlank()) {
      throw Problem.badRequest("stream: is missing; add ?stream=<name>");
    }
    int most = Math.max(1, Math.min(limit, MOST));
    return transactions.inTransaction(
        sql ->
            reason.isEmpty()
                ? Query.list(sql, ParkedReadsResource::parked, PAGE, id, stream, after, most)
                : Query.list(
                    sql,
                    ParkedReadsResource::parked,
                    PAGE_OF_A_REASON,
                    id,
                    stream,
                    after,
                    reason,
                    reason,
                    most));
  }

  private static ParkedRead parked(ResultSet row) throws SQLException {
    return new ParkedRead(
        row.getString(1), row.getString(2), row.getString(3), StreamCursors.instant(row, 4));
  }

  /** How many were given up. */
  public record Dismissed(int records) {}

  /**
   * Gives records up that cannot be read, 1,000 at once at most.
   *
   * @param key one of them; null for all of the reason
   * @param reason the whole reason; null for all of the stream
   */
  @POST
  @Path("/{id}/parked-reads/dismiss")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Give parked source records up, with a reason; they come back once they differ")
  public Response dismiss(
      @PathParam("id") String id,
      @QueryParam("stream") String stream,
      @QueryParam("key") String key,
      @QueryParam("reason") String reason,
      byte[] body,
      @Context SecurityContext caller) {
    gateway.known(id);
    if (stream == null || stream.isBlank()) {
      throw Problem.badRequest("stream: is missing; add ?stream=<name>");
    }
    String why = Person.reason(body);
    return gateway.onOwner(
        id,
        body,
        owned ->
            new Dismissed(
                decisions.dismiss(
                    owned, stream, new Which(key, reason), why, Person.name(caller))));
  }
}
