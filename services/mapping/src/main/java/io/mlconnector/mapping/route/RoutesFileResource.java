package io.mlconnector.mapping.route;

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

  public RoutesFileResource(MappingConfig config, RoutesFile file) {
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
    return new State(config.file().map(Object::toString).orElse(null), file.problem());
  }
}
