package io.mlconnector.platform.vendor.consent;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnerGateway;
import io.mlconnector.platform.vendor.VendorConfig;
import io.mlconnector.platform.vendor.VendorConnection;
import io.mlconnector.platform.vendor.signin.CodeGrant;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where browsers leave for the vendor and come back with a code. Open to strangers: a ticket, a
 * state and a cookie that nobody can guess say who they are.
 */
@Path("/oauth")
@PermitAll
@Tag(name = "consent")
public class ConsentResource {

  private static final String COOKIE = "mlconnector_consent";
  private static final String STALE =
      "This page belongs to no consent that is under way: it was used already, took longer than ten"
          + " minutes, or was begun in another browser. Nothing was changed. Start the consent"
          + " anew.";
  private static final int LONGEST = 200;
  private static final int UNAVAILABLE = 503;

  private final ConsentFlow flow;
  private final OwnerGateway gateway;
  private final ConsentPage page;

  public ConsentResource(ConsentFlow flow, OwnerGateway gateway, VendorConfig config) {
    this.page = new ConsentPage(config.consoleUrl());
    this.flow = flow;
    this.gateway = gateway;
  }

  @GET
  @Path("/start/{ticket}")
  @Operation(summary = "Send this browser to the vendor, once")
  public Response start(@PathParam("ticket") String ticket) {
    try {
      return flow.start(new Secret(ticket))
          .map(this::departure)
          .orElseGet(() -> page.of(410, STALE));
    } catch (IllegalArgumentException e) {
      return page.of(409, e.getMessage());
    }
  }

  private Response departure(ConsentFlow.Departure departure) {
    NewCookie cookie =
        new NewCookie.Builder(COOKIE)
            .value(departure.cookie().reveal())
            .path("/oauth")
            .maxAge((int) PendingConsents.LIFE.toSeconds())
            .httpOnly(true)
            .secure(flow.secure())
            .sameSite(NewCookie.SameSite.LAX)
            .build();
    return ConsentPage.guarded(Response.seeOther(departure.to())).cookie(cookie).build();
  }

  @GET
  @Path("/callback")
  @Operation(summary = "Take what the vendor sent this browser back with, once")
  public Response callback(
      @QueryParam("state") String state,
      @QueryParam("code") String code,
      @QueryParam("error") String error,
      @CookieParam(COOKIE) String cookie,
      @Context SecurityContext security) {
    if (state == null || cookie == null) {
      return page.of(400, STALE);
    }
    String caller =
        security.getUserPrincipal() == null ? null : security.getUserPrincipal().getName();
    Optional<PendingConsent> pending =
        flow.returning(new Secret(state), new Secret(cookie), caller);
    if (pending.isEmpty()) {
      return page.of(400, STALE);
    }
    if (code == null || code.isBlank()) {
      flow.returned(new Secret(state), new Secret(cookie), caller);
      flow.failed(pending.get().connection(), refusal(error));
      return page.of(400, refusal(error), pending.get().connection());
    }
    try {
      Response answer =
          gateway.onOwner(
              pending.get().connection(),
              null,
              owned -> finish(owned, state, cookie, code, caller));
      return ConsentPage.guarded(Response.fromResponse(answer)).build();
    } catch (Problem e) {
      String connection = pending.get().connection();
      return e.status() == UNAVAILABLE
          ? page.soon(e.status(), e.getMessage() + ". This page tries again by itself.", connection)
          : page.of(e.status(), e.getMessage(), connection);
    }
  }

  private static String refusal(String error) {
    String words = error == null ? "no code" : error.replaceAll("[^\\x20-\\x7e]", " ");
    return "The vendor gave no consent (%s). Nothing was changed."
        .formatted(words.substring(0, Math.min(words.length(), LONGEST)));
  }

  private String finish(Owned owned, String state, String cookie, String code, String caller) {
    PendingConsent taken =
        flow.returned(new Secret(state), new Secret(cookie), caller)
            .filter(one -> one.connection().equals(owned.id()))
            .orElseThrow(() -> Problem.badRequest(STALE));
    try {
      ((VendorConnection) owned.connection())
          .consented(new CodeGrant(new Secret(code), flow.redirectUrl(), taken.verifier()));
    } catch (VendorFailure e) {
      String cause = "The consent was not turned into a sign-in. " + e.getMessage();
      flow.failed(owned.id(), cause);
      throw Problem.of(502, cause);
    } catch (IllegalArgumentException e) {
      flow.failed(owned.id(), e.getMessage());
      throw Problem.conflict(e.getMessage());
    }
    flow.succeeded(owned.id());
    return page.html("Connection %s is signed in.".formatted(owned.id()), owned.id());
  }
}
