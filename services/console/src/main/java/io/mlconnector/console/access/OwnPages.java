package io.mlconnector.console.access;

import io.mlconnector.flow.problem.Problem;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Lets a change through where a page of ours sent it, or a program. */
@Singleton
public class OwnPages {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Throws what a person is told who is not let through. */
  @WithFormRead
  @ServerRequestFilter
  public void check(
      ContainerRequestContext request, ResourceInfo resource, HttpServerRequest http) {
    if (resource.getResourceMethod() == null) {
      return;
    }
    boolean reading = READING.contains(request.getMethod());
    if (!reading) {
      fromOurPages(request, http);
    }
  }

  private static void fromOurPages(ContainerRequestContext request, HttpServerRequest http) {
    String site = http.getHeader("Sec-Fetch-Site");
    String origin = http.getHeader("Origin");
    boolean elsewhere =
        site != null
            ? !site.equals("same-origin") && !site.equals("none")
            : origin != null && !sameHost(origin, http);
    if (elsewhere) {
      throw Problem.of(403, "Refused: this was sent by a page of another site");
    }
    boolean form = isForm(request.getMediaType());
    boolean byCookie =
        http.getHeader("Authorization") == null && http.getCookie(SessionMechanism.COOKIE) != null
            || http.cookies().stream().anyMatch(each -> each.getName().startsWith("q_session"));
    if (!form && !byCookie) {
      return;
    }
    Cookie cookie = http.getCookie(Csrf.COOKIE);
    String given = http.getHeader(Csrf.HEADER);
    if (given == null && form) {
      given = field(Csrf.FIELD);
    }
    if (!Csrf.fits(cookie == null ? null : cookie.getValue(), given)) {
      throw Problem.of(
          403,
          "This page was open for too long, or cookies are off, so nothing was changed. Reload it"
              + " and try again.");
    }
  }

  private static String field(String name) {
    return (String) CurrentRequestManager.get().getFormParameter(name, true, false);
  }

  private static boolean isForm(MediaType type) {
    return type != null
        && (type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
            || type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE));
  }

  private static boolean sameHost(String origin, HttpServerRequest http) {
    try {
      return http.authority() != null
          && URI.create(origin).getAuthority() != null
          && URI.create(origin).getAuthority().equalsIgnoreCase(http.authority().toString());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
