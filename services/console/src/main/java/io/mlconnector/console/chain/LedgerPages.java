package io.mlconnector.console.chain;

import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.console.access.Who;
import io.mlconnector.console.look.Back;
import io.mlconnector.flow.access.Caller;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The ledger as a whole: whether it is as it was entered, and its export; see {@link
 * LedgerResource}.
 */
@Path("/ledger")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class LedgerPages {

  private final Verifications verifications;
  private final ConsoleConfig config;
  private final Who who;
  private final Caller caller;
  private final Back back;

  public LedgerPages(
      Verifications verifications, ConsoleConfig config, Who who, Caller caller, Back back) {
    this.verifications = verifications;
    this.config = config;
    this.who = who;
    this.caller = caller;
    this.back = back;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance ledger(Verification last, long days, boolean begins);

    static native TemplateInstance ledger$verification(Verification last);

    private Templates() {}
  }

  @GET
  public TemplateInstance page() {
    return Templates.ledger(
        verifications.last().orElse(null),
        config.retention().toDays(),
        who.operates() && who.scope().isAll());
  }

  @GET
  @Path("/verification")
  public TemplateInstance verification() {
    return Templates.ledger$verification(verifications.last().orElse(null));
  }

  @POST
  @Path("/verify")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response verify(@FormParam("head") @DefaultValue("") String head) {
    return back.to(
        "/ledger",
        () -> {
          caller.needsAll();
          verifications.begin(head.strip(), who.name());
          return "The verification has begun.";
        });
  }
}
