package io.mlconnector.sandbox.fusion;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * The page on which a signed-in user lets a client in. It shows one plain form; a test adds {@code
 * sandbox_approve=true} to the query and is sent on at once.
 */
final class ConsentPage {

  private static final List<String> PASSED_ON =
      List.of(
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "code_challenge",
          "code_challenge_method",
          "response_type");

  private final IssuedTokens tokens;
  private final Supplier<FusionSettings> settings;

  ConsentPage(IssuedTokens tokens, Supplier<FusionSettings> settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  void mount(Router router) {
    router.get("/oauth2/v1/authorize").handler(this::show);
    router.post("/oauth2/v1/authorize").handler(this::decide);
  }

  private void show(RoutingContext call) {
    MultiMap query = call.queryParams();
    if (refused(call, query)) {
      return;
    }
    if ("true".equals(query.get("sandbox_approve"))) {
      approve(call, query);
    } else {
      Reply.text(200, "text/html;charset=utf-8", form(query)).send(call);
    }
  }

  private void decide(RoutingContext call) {
    MultiMap form = call.request().formAttributes();
    if (refused(call, form)) {
      return;
    }
    if (FusionAccounts.USER.equals(form.get("user"))
        && FusionAccounts.PASSWORD.equals(form.get("password"))) {
      approve(call, form);
    } else {
      Reply.text(401, "text/html;charset=utf-8", form(form)).send(call);
    }
  }

  /** What is wrong with client or redirect address must never be sent to that address. */
  private boolean refused(RoutingContext call, MultiMap given) {
    String problem = null;
    if (!FusionAccounts.CLIENT_ID.equals(given.get("client_id"))) {
      problem = "client_id: not known here";
    } else if (!mayReturnTo(given.get("redirect_uri"))) {
      problem = "redirect_uri: not registered for this client";
    }
    if (problem != null) {
      Reply.text(400, "text/html", "<p>" + problem + "</p>").send(call);
      return true;
    }
    String error = protocolError(given);
    if (error != null) {
      redirect(call, given, "error=" + error);
      return true;
    }
    return false;
  }

  private String protocolError(MultiMap given) {
    if (!"code".equals(given.get("response_type"))) {
      return "unsupported_response_type";
    }
    boolean challenged = given.get("code_challenge") != null;
    if (challenged && !"S256".equals(given.get("code_challenge_method"))) {
      return "invalid_request";
    }
    return IdentityDomain.scopeIsKnown(given.get("scope"), settings.get()) ? null : "invalid_scope";
  }

  private boolean mayReturnTo(String uri) {
    return uri != null
        && settings.get().redirectUris().stream()
            .anyMatch(
                allowed ->
                    allowed.endsWith("*")
                        ? uri.startsWith(allowed.substring(0, allowed.length() - 1))
                        : uri.equals(allowed));
  }

  private void approve(RoutingContext call, MultiMap given) {
    String code =
        tokens.code(
            given.get("redirect_uri"),
            given.get("scope"),
            given.get("code_challenge"),
            given.get("code_challenge_method"));
    redirect(call, given, "code=" + encoded(code));
  }

  private static void redirect(RoutingContext call, MultiMap given, String result) {
    String target = given.get("redirect_uri");
    String state = given.get("state");
    String location = target + (target.contains("?") ? "&" : "?") + result;
    if (state != null) {
      location += "&state=" + encoded(state);
    }
    new Reply(302, java.util.Map.of("Location", location), Buffer.buffer()).send(call);
  }

  private static String form(MultiMap query) {
    StringBuilder page =
        new StringBuilder("<!DOCTYPE html><title>Sign in</title><form method=post>");
    for (String name : PASSED_ON) {
      if (query.get(name) != null) {
        page.append(
            "<input type=hidden name=%s value=\"%s\">".formatted(name, escaped(query.get(name))));
      }
    }
    return page.append("<p>Sign in to let the client read your data.</p>")
        .append("<label>User <input name=user></label>")
        .append("<label>Password <input name=password type=password></label>")
        .append("<button>Allow</button></form>")
        .toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
