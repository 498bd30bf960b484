package io.mlconnector.console.chain;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.journeys.Lines;
import io.mlconnector.console.ledger.Exports;
import io.mlconnector.console.look.Moments;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger as a whole, by REST. */
@Path("/api/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "ledger")
@Blocking
public class LedgerResource {

  private final Verifications verifications;
  private final Exports exports;
  private final Who who;
  private final Caller caller;

  public LedgerResource(Verifications verifications, Exports exports, Who who, Caller caller) {
    this.verifications = verifications;
    this.exports = exports;
    this.who = who;
    this.caller = caller;
  }

  @GET
  @Path("/verify")
  @Operation(
      summary = "The newest verification of the ledger with its progress and result; 204 for none")
  public Verification last() {
    return verifications.last().orElse(null);
  }

  @POST
  @Path("/verify")
  @Operation(
      summary =
          "Begins a verification; head is the newest block that a former one told, to be found"
              + " still")
  public Verification begin(@QueryParam("head") @DefaultValue("") String head) {
    caller.needsAll();
    return verifications.begin(head.strip(), who.name());
  }

  @GET
  @Path("/export")
  @Produces(MediaType.WILDCARD)
  @Operation(
      summary =
          "Entries of a time, newest first, as csv or ndjson; 100,000 at most, and the last line"
              + " says where it was cut")
  public Response export(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("format") @DefaultValue("csv") String format) {
    Instant first = Moments.read("from", from, who.zone()).orElse(null);
    Instant last = Moments.read("until", until, who.zone()).orElse(null);
    Scope scope = who.scope();
    return Lines.entries(
        format,
        (most, lines) -> exports.entries(first, last, connection.strip(), scope, most, lines));
  }
}
