package io.mlconnector.console.start;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The first page by REST. */
@Path("/api/overview")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OverviewResource {

  private final Overviews overviews;

  public OverviewResource(Overviews overviews) {
    this.overviews = overviews;
  }

  @GET
  @Operation(summary = "Connections, routes and what needs attention, the most urgent first")
  public Overview overview() {
    return overviews.now();
  }
}
