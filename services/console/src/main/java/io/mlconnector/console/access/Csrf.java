package io.mlconnector.console.access;

import io.mlconnector.flow.FlowConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that only pages of ours know: in a cookie that no script reads and no other site sends,
 * and in every form. What changes something by a browser's cookies carries both.
 */
@Singleton
public class Csrf {

  static final String COOKIE = "mlconnector_csrf";

  /** The name of the form's field. */
  public static final String FIELD = "csrf";

  /** The header in its place, for calls of the REST API by a browser's session. */
  public static final String HEADER = "X-CSRF-Token";

  private final boolean secure;

  public Csrf(FlowConfig config) {
    this.secure = !config.local();
  }

  /** The value of this browser; made and set where it has none. */
  String of(RoutingContext request) {
    Cookie known = request.request().getCookie(COOKIE);
    String made = request.get(COOKIE);
    if (known != null && known.getValue().length() >= 40) {
      return known.getValue();
    }
    if (made != null) {
      return made;
    }
    String value = Digests.random();
    request.put(COOKIE, value);
    request
        .response()
        .addCookie(
            Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT));
    return value;
  }

  static boolean fits(String cookie, String given) {
    return cookie != null
        && given != null
        && cookie.length() >= 40
        && MessageDigest.isEqual(
            cookie.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
