package io.mlconnector.console.connections;

import io.mlconnector.console.connections.FileDesk.Taken;
import io.mlconnector.console.connections.FileDesk.Wanted;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Connections of all systems as one file, without secrets, and back. */
@Path("/api/connection-files")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "connections")
@Blocking
public class FilesResource {

  private final FileDesk desk;

  public FilesResource(FileDesk desk) {
    this.desk = desk;
  }

  /** A file in YAML. */
  public record FileText(String yaml) {}

  /** Connections of a file that are to be taken. */
  public record Import(String yaml, List<Wanted> connections) {}

  @GET
  @Produces("application/yaml")
  @Operation(
      summary =
          "Connections as the mounted file has them; for stored secrets stands ${missing:field}")
  public String export(@QueryParam("connection") String connection) {
    return connection == null ? desk.export() : desk.export(connection);
  }

  @POST
  @Path("/difference")
  @Needs(Role.ADMIN)
  @Operation(summary = "What a file would change, field by field; nothing is changed")
  public FileDifference difference(FileText file) {
    return desk.difference(file == null ? null : file.yaml());
  }

  @POST
  @Path("/imports")
  @Needs(Role.ADMIN)
  @Operation(
      summary =
          "Take connections of a file, each by itself and only where it is still at the version"
              + " that the difference showed")
  public List<Taken> take(Import wanted) {
    if (wanted == null || wanted.yaml() == null || wanted.connections() == null) {
      throw Problem.badRequest(
          "yaml and connections are missing: send the file with those that the difference showed");
    }
    return desk.take(wanted.yaml(), wanted.connections());
  }
}
