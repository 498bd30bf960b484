package io.mlconnector.mapping.route;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.mapping.MappingConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** How the mounted routes file is, and which routes are not as it says. */
@Path("/api/routes-file")
@Produces(MediaType.APPLICATION_JSON)
public class RoutesFileResource {

  private final MappingConfig config;
  private final RoutesFile file;
  private final RoutesFileDrift drift;
  private final Caller caller;

  public RoutesFileResource(
      MappingConfig config, RoutesFile file, RoutesFileDrift drift, Caller caller) {
    this.drift = drift;
    this.caller = caller;
    this.config = config;
    this.file = file;
  }

  /**
   * The file and what is wrong with it.
   *
   * @param file null where none is mounted
   * @param problem null where all of it is taken
   * @param drift routes that are not as it says; none for callers who do not see all connections
   */
  public record State(String file, String problem, List<RouteDrift> drift) {}

  @GET
  public State state() {
    String problem = file.problem();
    boolean all = caller.scope().isAll();
    return new State(
        config.file().map(Object::toString).orElse(null),
        problem == null || all
            ? problem
            : "Some of it is not taken; somebody who sees all connections can read what",
        all ? drift.now() : List.of());
  }
}
