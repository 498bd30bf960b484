package io.mlconnector.mapping.record;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Which custom fields a source carries, for whoever writes a route. */
@Path("/api/records/custom-fields")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CustomFieldsResource {

  private final Transactions transactions;
  private final Caller caller;

  public CustomFieldsResource(Transactions transactions, Caller caller) {
    this.caller = caller;
    this.transactions = transactions;
  }

  /**
   * The custom fields that the newest records of an entity have, with their types and never with a
   * value; empty until a record has come that has some. Of the 5,000 newest records of all sources
   * up to 200 of this one are looked at, and up to 200 with its last keys.
   *
   * @param connection the source
   * @param entity such as customer
   */
  @GET
  public List<CustomField> list(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("entity") @DefaultValue("") String entity) {
    if (connection.isBlank() || entity.isBlank() || (connection + entity).indexOf('\0') >= 0) {
      throw Problem.badRequest("connection and entity: name the source and one of its entities");
    }
    caller.sees(connection);
    return transactions.inTransaction(sql -> CustomFieldTable.list(sql, connection, entity));
  }
}
