package io.mlconnector.mapping.route;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.mapping.MappingConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How the mounted routes file is. */
@Path("/api/routes-file")
@Produces(MediaType.APPLICATION_JSON)
public class RoutesFileResource {

  private final MappingConfig config;
  private final RoutesFile file;
  private final Caller caller;

  public RoutesFileResource(MappingConfig config, RoutesFile file, Caller caller) {
    this.caller = caller;
    this.config = config;
    this.file = file;
  }

  /**
   * The file and what is wrong with it.
   *
   * @param file null where none is mounted
   * @param problem null where all of it is taken
   */
  public record State(String file, String problem) {}

  @GET
  public State state() {
    String problem = file.problem();
    return new State(
        config.file().map(Object::toString).orElse(null),
        problem == null || caller.scope().isAll()
            ? problem
            : "Some of it is not taken; somebody who sees all connections can read what");
  }
}
