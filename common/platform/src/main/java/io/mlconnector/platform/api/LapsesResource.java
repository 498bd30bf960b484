package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.platform.lapse.LapseView;
import io.mlconnector.platform.lapse.Lapses;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What lapses when. Alerts and the console go by this list: each has a connection, what ends, when,
 * a level ({@code over}, {@code urgent}, {@code soon}, {@code later}), a sentence and what to do.
 */
@Path("/api/lapses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lapses")
public class LapsesResource {

  private final Lapses lapses;
  private final Caller caller;

  public LapsesResource(Lapses lapses, Caller caller) {
    this.lapses = lapses;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "What ends of all connections, and what to do; what ends first comes first")
  public List<LapseView> all() {
    return lapses.all().stream().filter(lapse -> caller.scope().sees(lapse.connection())).toList();
  }
}
