package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.lease.Leases;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.connection.ConnectionState;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.DocumentBody;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.delivery.DeliveryProgress;
import io.mlconnector.platform.owner.ConnectionOwner;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.webhook.Hooks;
import io.mlconnector.spi.Adapter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Connections as documents; secrets go in and never come out. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({
  MediaType.APPLICATION_JSON,
  "application/merge-patch+json",
  "application/yaml",
  "application/x-yaml",
  "text/yaml"
})
@Tag(name = "connections")
public class ConnectionsResource {

  private final ConnectionStore store;
  private final ConnectionStates states;
  private final Connections connections;
  private final ConnectionOwner owner;
  private final OwnerGateway gateway;
  private final Leases leases;
  private final Hooks hooks;
  private final ConnectionPauses pauses;
  private final Transactions transactions;
  private final Caller caller;
  private final Adapter adapter;

  public ConnectionsResource(
      ConnectionStore store,
      ConnectionStates states,
      Connections connections,
      ConnectionOwner owner,
      OwnerGateway gateway,
      Leases leases,
      Hooks hooks,
      ConnectionPauses pauses,
      Transactions transactions,
      Caller caller,
      Adapter adapter) {
    this.adapter = adapter;
    this.store = store;
    this.caller = caller;
    this.states = states;
    this.connections = connections;
    this.owner = owner;
    this.gateway = gateway;
    this.leases = leases;
    this.hooks = hooks;
    this.pauses = pauses;
    this.transactions = transactions;
  }

  @GET
  @Operation(summary = "All connections of this system")
  public List<ConnectionView> list() {
    Map<String, ConnectionState> seen = states.all();
    Map<String, DeliveryProgress> progress = DeliveryProgress.all(transactions);
    return store.list().stream()
        .filter(stored -> caller.scope().sees(stored.id()))
        .map(
            stored ->
                view(
                    stored,
                    seen.getOrDefault(stored.id(), ConnectionState.NONE),
                    progress.get(stored.id())))
        .toList();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One connection; its ETag is the version that If-Match takes")
  public Response get(@PathParam("id") String id) {
    return answer(200, gateway.known(id));
  }

  @POST
  @Needs(Role.ADMIN)
  @Operation(summary = "Create a connection from a document, JSON or YAML")
  public Response create(String body, @Context HttpHeaders headers) {
    DocumentBody document = document(body, headers);
    if (!caller.scope().sees(document.id())) {
      throw Problem.of(
          403,
          "You do not see a connection %s, so you cannot add it: have it put among your connections first"
              .formatted(document.id()));
    }
    StoredConnection created = connections.create(document);
    return Response.fromResponse(answer(201, created))
        .location(URI.create("/api/connections/" + created.id()))
        .build();
  }

  @PUT
  @Path("/{id}")
  @Needs(Role.ADMIN)
  @Operation(summary = "Create a connection, or replace its document; omitted secrets stay")
  public Response replace(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String match,
      String body,
      @Context HttpHeaders headers) {
    DocumentBody document = document(body, headers);
    if (match == null && store.find(id).isEmpty()) {
      return answer(201, connections.create(id, document));
    }
    return changed(connections.replace(id, document, version(match)));
  }

  @PATCH
  @Path("/{id}")
  @Operation(
      summary =
          "Change some fields, as JSON Merge Patch; so credentials are rotated. Whoever is no admin"
              + " may change enabled only")
  public Response patch(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String match,
      String body,
      @Context HttpHeaders headers) {
    DocumentBody patch = document(body, headers);
    if (!patch.onlySwitches()) {
      caller.needs(Role.ADMIN);
    }
    return changed(connections.patch(id, patch, version(match)));
  }

  @GET
  @Path("/{id}/deletion")
  @Operation(
      summary = "What deleting it will undo at the system, what stays there, and what goes here")
  public Deletion deletion(@PathParam("id") String id) {
    return Deletion.of(gateway.known(id), leavesByItself(id), adapter, hooks, transactions);
  }

  private boolean leavesByItself(String id) {
    return enabled(id) && gateway.cannotStart(id).isEmpty();
  }

  @DELETE
  @Path("/{id}")
  @Needs(Role.ADMIN)
  @Operation(
      summary =
          "Forget a connection and its credentials; of the system, only our own webhooks are"
              + " deleted")
  public Response delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String match) {
    connections.checkDelete(id, version(match));
    List<String> there = hooks.atVendor(id);
    if (there.isEmpty() || !leavesByItself(id)) {
      return forgotten(id, match, there);
    }
    Response[] answer = new Response[1];
    Response sent =
        gateway.onOwner(
            id,
            null,
            owned -> {
              answer[0] = forgotten(id, match, hooks.leave(owned));
              return null;
            });
    return answer[0] == null ? sent : answer[0];
  }

  private boolean enabled(String id) {
    return gateway.known(id).document().enabled();
  }

  /** 204, or 200 with what a person has to delete at the system. */
  private Response forgotten(String id, String match, List<String> stays) {
    connections.delete(id, version(match));
    owner.changed(id);
    return stays.isEmpty()
        ? Response.noContent().build()
        : Response.ok(Map.of("stays", stays)).build();
  }

  private Response changed(StoredConnection stored) {
    owner.changed(stored.id());
    return answer(200, stored);
  }

  private Response answer(int status, StoredConnection stored) {
    return Response.status(status)
        .tag(String.valueOf(stored.version()))
        .entity(
            view(
                stored,
                states.of(stored.id()),
                DeliveryProgress.all(transactions).get(stored.id())))
        .build();
  }

  private ConnectionView view(
      StoredConnection stored, ConnectionState state, DeliveryProgress progress) {
    return ConnectionView.of(
        stored,
        state,
        pauses.of(stored.id()),
        leases.owner(ConnectionOwner.leaseOf(stored.id())).orElse(null),
        progress);
  }

  private static DocumentBody document(String body, HttpHeaders headers) {
    return new DocumentBody(body, headers.getMediaType().getSubtype().endsWith("yaml"));
  }

  private static Long version(String match) {
    if (match == null || match.equals("*")) {
      return null;
    }
    try {
      return Long.valueOf(match.replaceFirst("^W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("If-Match must be an ETag that this API gave, such as \"3\"");
    }
  }
}
