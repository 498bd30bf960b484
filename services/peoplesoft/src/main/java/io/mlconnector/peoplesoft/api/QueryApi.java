package io.mlconnector.peoplesoft.api;

import io.mlconnector.spi.PlainCommas;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * The Query Access Service. There is no offset: a query is read on by a prompt for the last key.
 *
 * @see <a
 *     href="https://docs.oracle.com/cd/F72633_01/pt860pbr1/eng/pt/tqas/QASServiceOperationsOverview.html">Query
 *     Access Service operations</a>
 */
@Path("/PSIGW/RESTListeningConnector/{node}/ExecuteQuery.v1")
public interface QueryApi {

  /**
   * Runs a query. What comes back may be JSON, XML although JSON was asked for, an error in XML
   * with status 200, or a page for browsers: the caller looks.
   *
   * @param owner PUBLIC or PRIVATE
   * @param format JSON or XMLP
   * @param maxRows how many rows are wanted at most
   * @param names the names of prompts, in the order of {@code values}; null for none
   * @param jsonResponse true with JSON, else null
   */
  @PlainCommas
  @GET
  @Path("/{owner}/{query}/{format}/NONFILE")
  @Produces(MediaType.WILDCARD)
  String execute(
      @PathParam("node") String node,
      @PathParam("owner") String owner,
      @PathParam("query") String query,
      @PathParam("format") String format,
      @QueryParam("isconnectedquery") String connected,
      @QueryParam("maxrows") int maxRows,
      @QueryParam("prompt_uniquepromptname") String names,
      @QueryParam("prompt_fieldvalue") String values,
      @QueryParam("json_resp") Boolean jsonResponse);
}
