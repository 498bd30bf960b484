package io.mlconnector.console.connections;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.connections.ConnectionDesk.BackfillBegun;
import io.mlconnector.console.connections.ConnectionDesk.Consent;
import io.mlconnector.console.connections.ConnectionDesk.Deleted;
import io.mlconnector.console.connections.ConnectionDesk.Retried;
import io.mlconnector.console.connections.ConnectionDesk.Rotated;
import io.mlconnector.console.connections.Details.Ping;
import io.mlconnector.console.connections.Form.SystemForm;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Connections of all systems by REST; secrets go in and never come out. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "connections")
@Blocking
public class ConnectionsResource {

  private final ConnectionDesk desk;
  private final Lapses lapses;

  public ConnectionsResource(ConnectionDesk desk, Lapses lapses) {
    this.desk = desk;
    this.lapses = lapses;
  }

  @GET
  @Path("/systems/{system}")
  @Operation(summary = "What a connection of a system needs")
  public SystemForm system(@PathParam("system") String system) {
    return desk.form(system);
  }

  @GET
  @Path("/connections")
  @Operation(summary = "All connections with their health")
  public List<ConnectionHealth> all() {
    return desk.all();
  }

  @GET
  @Path("/connections/{id}")
  @Operation(summary = "Everything about a connection but its secrets")
  public Details one(@PathParam("id") String id) {
    return desk.one(id);
  }

  @GET
  @Path("/lapses")
  @Operation(
      summary =
          "What ends when, of all connections: tokens, secrets, certificates, subscriptions;"
              + " warnings first")
  public List<Lapse> lapses() {
    return lapses.all();
  }

  @POST
  @Path("/systems/{system}/connections")
  @Needs(Role.ADMIN)
  @Operation(summary = "Add a connection, from a document as its adapter takes it")
  public Response create(@PathParam("system") String system, JsonNode document) {
    return Response.status(201).entity(Map.of("id", desk.create(system, document))).build();
  }

  @PATCH
  @Path("/connections/{id}")
  @Needs(Role.ADMIN)
  @Operation(summary = "Change some fields (JSON Merge Patch), such as credentials")
  public void change(@PathParam("id") String id, JsonNode patch) {
    desk.change(id, patch);
  }

  @GET
  @Path("/connections/{id}/credentials")
  @Operation(summary = "How old credentials and token are, and what of them ends when; no secret")
  public Credentials credentials(@PathParam("id") String id) {
    return desk.one(id).credentials();
  }

  @POST
  @Path("/connections/{id}/credentials")
  @Needs(Role.ADMIN)
  @Operation(
      summary =
          "Rotate credentials: fields below auth and their new values; they are pinged with first,"
              + " and where that fails, 422 and the old ones stay")
  public Rotated rotate(@PathParam("id") String id, Map<String, String> fields) {
    return desk.rotate(id, fields == null ? Map.of() : fields);
  }

  @GET
  @Path("/connections/{id}/deletion")
  @Operation(
      summary =
          "What deleting it will undo at the vendor, what stays there, what goes here, and which"
              + " routes stop")
  public Deletion deletion(@PathParam("id") String id) {
    return desk.deletion(id);
  }

  @DELETE
  @Path("/connections/{id}")
  @Needs(Role.ADMIN)
  @Operation(summary = "Forget a connection; tells what a person has to delete at the vendor")
  public Deleted delete(@PathParam("id") String id) {
    return desk.delete(id);
  }

  @POST
  @Path("/connections/{id}/switch-on")
  @Needs(Role.ADMIN)
  @Operation(summary = "Switch on a connection whose document switches it off")
  public void switchOn(@PathParam("id") String id) {
    desk.switchOn(id);
  }

  @POST
  @Path("/connections/{id}/ping")
  @Operation(summary = "Sign in and look: who we are, what we may do; a failure is ok=false")
  public Ping ping(@PathParam("id") String id) {
    return desk.ping(id);
  }

  @POST
  @Path("/connections/{id}/consent")
  @Needs(Role.ADMIN)
  @Operation(summary = "Begin a consent; the answer has the address to open in a browser")
  public Consent consent(@PathParam("id") String id) {
    return desk.consent(id);
  }

  @POST
  @Path("/connections/{id}/streams/{stream}/poll")
  @Operation(summary = "Poll as soon as a closed window allows it")
  public void poll(@PathParam("id") String id, @PathParam("stream") String stream) {
    desk.stream(id, stream, "poll", "asked for a poll");
  }

  @POST
  @Path("/connections/{id}/streams/{stream}/reconcile")
  @Operation(summary = "Start a full scan now")
  public void reconcile(@PathParam("id") String id, @PathParam("stream") String stream) {
    desk.stream(id, stream, "reconcile", "asked for a full scan");
  }

  @POST
  @Path("/connections/{id}/streams/{stream}/removals/{decision: believe|dismiss}")
  @Operation(summary = "Decide on removals that were too many to be believed unasked")
  public void removals(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @PathParam("decision") String decision) {
    desk.stream(id, stream, "removals/" + decision, decision + "s the held removals");
  }

  @POST
  @Path("/connections/{id}/streams/{stream}/backfill")
  @Operation(summary = "Read a past window beside the live cursor: from and to, date or instant")
  public BackfillBegun backfill(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    return desk.backfill(id, stream, from, to);
  }

  @POST
  @Path("/connections/{id}/streams/{stream}/retry")
  @Operation(summary = "Read parked records again: one by key, or all of the stream")
  public Retried retry(
      @PathParam("id") String id,
      @PathParam("stream") String stream,
      @QueryParam("key") String key) {
    return desk.retry(id, stream, key);
  }

  @POST
  @Path("/connections/{id}/hooks/{hook}/register")
  @Needs(Role.ADMIN)
  @Operation(summary = "Have the vendor call this hook")
  public void register(@PathParam("id") String id, @PathParam("hook") String hook) {
    desk.register(id, hook);
  }
}
