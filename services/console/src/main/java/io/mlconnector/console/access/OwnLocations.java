package io.mlconnector.console.access;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Leads browsers on by path alone. Where TLS ends in front of us, what we take for our own origin
 * is plain http, to which a page that came by TLS may not send a form.
 */
@Singleton
public class OwnLocations {

  /** Takes scheme and host away from what leads to ourselves (RFC 9110, 10.2.2). */
  @ServerResponseFilter
  public void relative(ContainerResponseContext response, UriInfo request) {
    Object location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
    URI own = request.getBaseUri();
    if (location instanceof URI to
        && own.getScheme().equals(to.getScheme())
        && own.getAuthority().equals(to.getAuthority())) {
      response.getHeaders().putSingle(HttpHeaders.LOCATION, path(to));
    }
  }

  /** Two slashes at the beginning would be another host's. */
  static String path(URI to) {
    String path = "/" + to.getRawPath().replaceFirst("^/+", "");
    String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
    String fragment = to.getRawFragment() == null ? "" : "#" + to.getRawFragment();
    return path + query + fragment;
  }
}
