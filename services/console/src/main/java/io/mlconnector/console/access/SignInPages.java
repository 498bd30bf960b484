package io.mlconnector.console.access;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.access.Rights;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Signing in by name and password, and out again. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SignInPages {

  private final LocalPassword password;
  private final Sessions sessions;
  private final Attempts attempts;
  private final boolean secure;

  public SignInPages(
      LocalPassword password, Sessions sessions, Attempts attempts, FlowConfig config) {
    this.password = password;
    this.sessions = sessions;
    this.attempts = attempts;
    this.secure = !config.local();
  }

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance signIn(String then, String name, String problem);

    private Templates() {}
  }

  @GET
  @Path("/sign-in")
  public TemplateInstance page(@QueryParam("then") @DefaultValue("/") String then) {
    return Templates.signIn(local(then), "", null);
  }

  @POST
  @Path("/sign-in")
  public Response signIn(
      @FormParam("name") @DefaultValue("") String name,
      @FormParam("password") @DefaultValue("") String given,
      @FormParam("then") @DefaultValue("/") String then) {
    if (!password.asks()) {
      return Response.seeOther(URI.create("/")).build();
    }
    if (!attempts.begin()) {
      return again(429, then, name, "Too many attempts: wait a minute, then try again.");
    }
    Optional<Rights> somebody = password.check(name.strip(), given);
    if (somebody.isEmpty()) {
      return again(
          401,
          then,
          name,
          "No such name and password. The local run prints them when it starts for the first"
              + " time.");
    }
    attempts.succeeded();
    return Response.seeOther(URI.create(local(then)))
        .cookie(cookie(sessions.begin(somebody.get()), -1))
        .build();
  }

  @POST
  @Path("/sign-out")
  public Response signOut(@CookieParam(SessionMechanism.COOKIE) String token) {
    if (token != null) {
      sessions.end(token);
    }
    return Response.seeOther(URI.create("/sign-in")).cookie(cookie("", 0)).build();
  }

  private Response again(int status, String then, String name, String problem) {
    return Response.status(status).entity(Templates.signIn(local(then), name, problem)).build();
  }

  private NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(SessionMechanism.COOKIE)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  /** Only ever to a page of ours. */
  private static String local(String then) {
    boolean ours = then.startsWith("/") && !then.startsWith("//") && !then.contains("\\");
    return ours && then.chars().noneMatch(Character::isISOControl) ? then : "/";
  }
}
