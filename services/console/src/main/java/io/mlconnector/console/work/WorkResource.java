package io.mlconnector.console.work;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people asked for and takes longer than a page, by REST. */
@Path("/api/work")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "live")
@Blocking
public class WorkResource {

  private final UnderWay underWay;

  public WorkResource(UnderWay underWay) {
    this.underWay = underWay;
  }

  @GET
  @Operation(summary = "What is under way, or ended in the last hour, and how far it is")
  public UnderWay.Now lately() {
    return underWay.now();
  }
}
