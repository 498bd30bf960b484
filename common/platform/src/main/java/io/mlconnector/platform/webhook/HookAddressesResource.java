package io.mlconnector.platform.webhook;

import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.platform.owner.OwnerGateway;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a vendor shall call us for a connection. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "hooks")
public class HookAddressesResource {

  private final OwnerGateway gateway;
  private final Hooks hooks;

  public HookAddressesResource(OwnerGateway gateway, Hooks hooks) {
    this.gateway = gateway;
    this.hooks = hooks;
  }

  @GET
  @Path("/{id}/hook-addresses")
  @Operation(summary = "Each hook's full URL, whether it is set up there, and its last call")
  public List<Hooks.View> addresses(@PathParam("id") String id) {
    gateway.known(id);
    return hooks.of(id);
  }

  @POST
  @Path("/{id}/hook-addresses/{hook}/register")
  @Needs(Role.ADMIN)
  @Operation(summary = "Have the vendor call this hook, and read the secret it signs with")
  public Response register(@PathParam("id") String id, @PathParam("hook") String hook) {
    gateway.known(id);
    return gateway.onOwner(id, null, owned -> hooks.register(owned, hook));
  }
}
