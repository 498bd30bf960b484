package io.mlconnector.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.api.ObjectReads.Wanted;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.table.TableNames;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.Sink;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Target objects of a connection, as they are at the system right now; asked by the owner. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "objects")
public class ObjectsResource {

  private final OwnerGateway gateway;
  private final Adapter adapter;
  private final TableReads tables;

  public ObjectsResource(OwnerGateway gateway, Adapter adapter, TableReads tables) {
    this.tables = tables;
    this.gateway = gateway;
    this.adapter = adapter;
  }

  /** The live schema of an object. */
  public record Schema(
      String object, String mode, List<String> matchKeys, List<FieldSchema> fields) {}

  /**
   * What is to be provisioned.
   *
   * @param dryRun whether to report only; true unless said otherwise
   */
  public record Provision(Boolean dryRun, List<FieldSchema> fields) {}

  /** What was made, or would be. */
  public record Provisioned(boolean dryRun, List<FieldSchema> fields) {}

  @GET
  @Path("/{id}/objects/{object}")
  @Operation(summary = "The object's fields as they are at the system now")
  public Response describe(@PathParam("id") String id, @PathParam("object") String object) {
    gateway.known(id);
    if (isTable(object)) {
      return Response.ok(new Schema(object, Delivery.Mode.TABLE.name(), List.of(), List.of()))
          .build();
    }
    Sink sink = sink(object);
    return gateway.onOwner(
        id,
        null,
        owned ->
            new Schema(
                object,
                sink.mode().name(),
                sink.matchKeys().stream().sorted().toList(),
                sink.describe(owned.connection())));
  }

  @POST
  @Path("/{id}/objects/{object}/provision")
  @Operation(summary = "Create missing custom fields, or (dryRun, the default) tell which")
  public Response provision(
      @PathParam("id") String id, @PathParam("object") String object, byte[] body) {
    gateway.known(id);
    Sink sink = sink(object);
    Provision wanted = read(body, new TypeReference<>() {});
    if (wanted.fields() == null) {
      throw Problem.badRequest("fields: is missing; send {\"dryRun\": true, \"fields\": [...]}");
    }
    boolean dryRun = !Boolean.FALSE.equals(wanted.dryRun());
    return gateway.onOwner(
        id,
        body,
        owned ->
            new Provisioned(dryRun, sink.provision(owned.connection(), wanted.fields(), dryRun)));
  }

  @POST
  @Path("/{id}/objects/{object}/read")
  @Operation(summary = "What the target has for each of these records, in order; changes nothing")
  public Response read(
      @PathParam("id") String id, @PathParam("object") String object, byte[] body) {
    gateway.known(id);
    if (isTable(object)) {
      List<Wanted> wanted = read(body, new TypeReference<>() {});
      return Response.ok(tables.read(wanted)).build();
    }
    Sink sink = sink(object);
    List<Wanted> wanted = read(body, new TypeReference<>() {});
    return gateway.onOwner(id, body, owned -> ObjectReads.read(owned.connection(), sink, wanted));
  }

  private boolean isTable(String object) {
    return TableNames.sink(TableNames.sinks(adapter), object).isPresent();
  }

  private Sink sink(String object) {
    return adapter.sinks().stream()
        .filter(sink -> sink.object().equals(object))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.notFound(
                    "%s has no object %s; it has %s"
                        .formatted(
                            adapter.system(),
                            object,
                            Stream.concat(
                                    adapter.sinks().stream().map(Sink::object),
                                    adapter.tables().stream().map(each -> each.object() + ":…"))
                                .sorted()
                                .collect(Collectors.joining(", ")))));
  }

  private static <T> T read(byte[] body, TypeReference<T> type) {
    try {
      T value = CanonicalJson.mapper().readValue(body == null ? new byte[0] : body, type);
      if (value == null) {
        throw Problem.badRequest("The body is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Problem.unreadable(e);
    } catch (NumberFormatException e) {
      throw Problem.badRequest("A number in the body is larger than any that is meant");
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory cannot be read", e);
    }
  }
}
