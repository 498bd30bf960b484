package io.mlconnector.mapping.record;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Scope;
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

/** Records by their names, for people who do not know their keys. */
@Path("/api/records/names")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class NamesResource {

  private static final int SHORTEST = 2;
  private static final int MOST = 100;

  private final Transactions transactions;
  private final Caller caller;

  public NamesResource(Transactions transactions, Caller caller) {
    this.caller = caller;
    this.transactions = transactions;
  }

  /**
   * Customers, vendors, contacts and employees of whose name, e-mail address or number each word of
   * the text is the beginning of a word, in any case, with or without accents.
   *
   * @param q at least two letters or digits
   * @param connection the source; empty for all
   * @param limit from 1 to 100; where there are more, which of them is left to chance
   */
  @GET
  public List<Named> find(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("limit") @DefaultValue("25") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("limit must be from 1 to " + MOST);
    }
    if (q.indexOf('\0') >= 0 || q.chars().filter(Character::isLetterOrDigit).count() < SHORTEST) {
      throw Problem.badRequest("q: write at least two letters or digits of the name");
    }
    Scope scope = caller.scope();
    return transactions.inTransaction(sql -> NameTable.find(sql, scope, q, connection, limit));
  }
}
