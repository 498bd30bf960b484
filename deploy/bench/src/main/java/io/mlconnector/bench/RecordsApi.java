package io.mlconnector.bench;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Records of a source, a thousand a page. */
@Path("/records")
@Produces(MediaType.APPLICATION_JSON)
public interface RecordsApi {

  /**
   * One record.
   *
   * @param version raised by each change
   */
  record Row(int id, int version) {}

  /**
   * One page.
   *
   * @param next where the next page begins; null after the last
   */
  record Rows(List<Row> rows, Integer next) {}

  @GET
  Rows page(@QueryParam("from") int from, @QueryParam("size") int size);
}
