package io.mlconnector.console.look;

import io.mlconnector.flow.FlowConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What became of what a person asked for, told once on the page that comes next. */
@RequestScoped
@Named("flash")
public class Flash {

  private static final String COOKIE = "mlconnector_told";
  private static final int LONGEST = 600;

  private final RoutingContext request;
  private final boolean secure;

  public Flash(RoutingContext request, FlowConfig config) {
    this.request = request;
    this.secure = !config.local();
  }

  /** A sentence. */
  public record Told(boolean good, String sentence) {}

  public void good(String sentence) {
    set("+" + sentence);
  }

  public void bad(String sentence) {
    set("-" + sentence);
  }

  /** What there is to tell, for the last time; null where nothing is. */
  public Told take() {
    Cookie cookie = request.request().getCookie(COOKIE);
    if (cookie == null || cookie.getValue().isEmpty()) {
      return null;
    }
    String text;
    try {
      text = URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (!request.response().headWritten()) {
      request.response().addCookie(cookie("").setMaxAge(0));
    }
    return text.isEmpty() ? null : new Told(text.charAt(0) == '+', text.substring(1));
  }

  private void set(String text) {
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    request
        .response()
        .addCookie(cookie(URLEncoder.encode(bounded, StandardCharsets.UTF_8)).setMaxAge(60));
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT);
  }
}
