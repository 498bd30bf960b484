package io.mlconnector.console.access;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.access.Scope;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who asks, for pages and for what is audited. */
@RequestScoped
@Named("who")
public class Who {

  /** Where the browser says its time zone; set by console.js. */
  static final String ZONE = "mlconnector_zone";

  /** Pages that belong to an entry of the navigation without being below its address. */
  private static final Map<String, List<String>> BELONGS =
      Map.of(
          "/connections", List.of("/connection-forms/", "/connection-files"),
          "/routes", List.of("/route-editor/"),
          "/journeys", List.of("/why"));

  private final SecurityIdentity identity;
  private final RoutingContext request;
  private final Csrf csrf;
  private final Caller caller;
  private final boolean local;
  private final boolean oidc;

  public Who(
      SecurityIdentity identity,
      RoutingContext request,
      Csrf csrf,
      Caller caller,
      LocalPassword password,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc) {
    this.identity = identity;
    this.request = request;
    this.csrf = csrf;
    this.caller = caller;
    this.local = password.asks();
    this.oidc = oidc;
  }

  /** The person's name; {@code local} where nobody is asked for one. */
  public String name() {
    return caller.rights().name();
  }

  /**
   * What the person may do; empty where the OIDC server gave none of our roles. Whoever is not
   * asked to sign in, or has a token of this installation, may do everything.
   */
  public Optional<Role> role() {
    return caller.rights().role();
  }

  /** The connections that the person sees. */
  public Scope scope() {
    return caller.scope();
  }

  /** Whether the person may decide and retry. */
  public boolean operates() {
    return role().map(role -> role.may(Role.OPERATOR)).orElse(false);
  }

  /** Whether the person may change connections. */
  public boolean administers() {
    return role().map(role -> role.may(Role.ADMIN)).orElse(false);
  }

  /** Whether there is a session of ours to sign out of. */
  public boolean signsOut() {
    return local && !identity.isAnonymous();
  }

  /** Whether there is a session with the OIDC server to sign out of. */
  public boolean signsOutByServer() {
    return oidc && !local && !identity.isAnonymous();
  }

  /** What every form of a page has to carry. */
  public String csrf() {
    return csrf.of(request);
  }

  /** Whether the page is at this address, below it, or belongs to it; for the navigation. */
  public boolean isAt(String address) {
    String path = request.normalizedPath();
    return path.equals(address)
        || !address.equals("/") && path.startsWith(address + "/")
        || BELONGS.getOrDefault(address, List.of()).stream().anyMatch(path::startsWith);
  }

  /** The zone of the person's browser; UTC until it has said so. */
  public ZoneId zone() {
    Cookie cookie = request.request().getCookie(ZONE);
    if (cookie == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8));
    } catch (DateTimeException | IllegalArgumentException e) {
      return ZoneOffset.UTC;
    }
  }
}
