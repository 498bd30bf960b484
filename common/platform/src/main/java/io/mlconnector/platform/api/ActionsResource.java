package io.mlconnector.platform.api;

import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.vendor.Consents;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people do with a connection as a whole. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "connections")
public class ActionsResource {

  private static final String ANYBODY = "loopback";

  private final OwnerGateway gateway;
  private final Pings pings;
  private final Consents consents;

  public ActionsResource(OwnerGateway gateway, Pings pings, Consents consents) {
    this.gateway = gateway;
    this.pings = pings;
    this.consents = consents;
  }

  /**
   * Where to send the browser.
   *
   * @param redirectUrl what has to be registered at the vendor, for copying
   */
  public record Consent(URI url, URI redirectUrl) {}

  @POST
  @Path("/{id}/ping")
  @Operation(summary = "Sign in and look: who we are, what we may do; a failure is ok=false")
  public Response ping(@PathParam("id") String id) {
    gateway.known(id);
    Optional<String> reason = gateway.cannotStart(id);
    return reason.isPresent()
        ? Response.ok(pings.notStarted(id, reason.get())).build()
        : gateway.onOwner(id, null, pings::ping);
  }

  @POST
  @Path("/{id}/consent")
  @Needs(Role.ADMIN)
  @Operation(summary = "Start a consent in the browser; the answer has the address to open")
  public Consent consent(@PathParam("id") String id, @Context SecurityContext caller) {
    gateway.known(id);
    String starter =
        caller.getUserPrincipal() == null ? ANYBODY : caller.getUserPrincipal().getName();
    try {
      return new Consent(consents.begin(id, starter), consents.redirectUrl());
    } catch (IllegalArgumentException e) {
      throw Problem.conflict(e.getMessage());
    }
  }
}
