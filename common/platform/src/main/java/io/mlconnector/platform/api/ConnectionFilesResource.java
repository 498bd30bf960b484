package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.connection.ConnectionExport;
import io.mlconnector.platform.connection.ConnectionImport;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.ImportPlan;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.owner.ConnectionOwner;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Connections as a file, in the format of the mounted one and without secrets. */
@Path("/api/connection-files")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "connection files")
public class ConnectionFilesResource {

  private static final String YAML = "application/yaml";

  private final ConnectionStore store;
  private final ConnectionImport imports;
  private final ConnectionOwner owner;
  private final Caller caller;

  public ConnectionFilesResource(
      ConnectionStore store, ConnectionImport imports, ConnectionOwner owner, Caller caller) {
    this.store = store;
    this.imports = imports;
    this.owner = owner;
    this.caller = caller;
  }

  /** A file in YAML. */
  public record FileText(String yaml) {}

  /**
   * One connection of a file is to become what the file says.
   *
   * @param version as the difference showed it; 0 for a new one
   * @param secrets that the file does not have, by their field below {@code auth}
   */
  public record Import(String yaml, long version, Map<String, String> secrets) {}

  /** What became of it. */
  public record Imported(String id, long version) {}

  @GET
  @Produces(YAML)
  @Operation(
      summary =
          "Connections as the mounted file has them: references to secrets stay, for stored secrets"
              + " stands ${missing:field}")
  public String export(@QueryParam("connection") String connection) {
    List<StoredConnection> wanted =
        store.list().stream()
            .filter(one -> connection == null || one.id().equals(connection))
            .filter(one -> caller.scope().sees(one.id()))
            .toList();
    if (connection != null && wanted.isEmpty()) {
      throw Problem.notFound("There is no connection %s".formatted(connection));
    }
    return ConnectionExport.yaml(wanted);
  }

  @POST
  @Path("/difference")
  @Needs(Role.ADMIN)
  @Operation(
      summary =
          "What a file would change, field by field, and what is wrong with it, with its lines;"
              + " nothing is changed")
  public ImportPlan difference(FileText file) {
    return imports.plan(text(file == null ? null : file.yaml()), caller.scope()::sees);
  }

  @POST
  @Path("/connections/{id}")
  @Needs(Role.ADMIN)
  @Operation(
      summary =
          "Make one connection what the file says, unless it has changed since the difference was"
              + " shown")
  public Imported apply(@PathParam("id") String id, Import wanted) {
    String yaml = text(wanted == null ? null : wanted.yaml());
    StoredConnection stored =
        imports.apply(
            yaml, id, wanted.version(), wanted.secrets() == null ? Map.of() : wanted.secrets());
    owner.changed(id);
    return new Imported(id, stored.version());
  }

  private static String text(String yaml) {
    if (yaml == null || yaml.isBlank()) {
      throw Problem.badRequest("yaml: is missing; send the file's text");
    }
    return yaml;
  }
}
