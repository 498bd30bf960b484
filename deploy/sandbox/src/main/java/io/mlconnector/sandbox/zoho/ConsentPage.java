package io.mlconnector.sandbox.zoho;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The page on which a person lets a client in (sheet B1). Only {@code access_type=offline} earns a
 * refresh token, and from the second consent on only with {@code prompt=consent}. It shows one
 * plain form; a test adds {@code sandbox_approve=true} to the query and is sent on at once.
 */
final class ConsentPage {

  private static final List<String> PASSED_ON =
      List.of(
          "client_id", "redirect_uri", "scope", "state", "response_type", "access_type", "prompt");

  private final Grants grants;
  private final Supplier<ZohoSettings> settings;
  private final Supplier<URI> own;
  private final AtomicBoolean consented = new AtomicBoolean();

  ConsentPage(Grants grants, Supplier<ZohoSettings> settings, Supplier<URI> own) {
    this.grants = grants;
    this.settings = settings;
    this.own = own;
  }

  void mount(Router router) {
    router.get("/oauth/v2/auth").handler(this::show);
    router.post("/oauth/v2/auth").handler(this::decide);
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
    if ("reject".equals(form.get("decision"))) {
      redirect(call, form, "error=access_denied");
    } else if (ZohoAccounts.USER.equals(form.get("user"))
        && ZohoAccounts.PASSWORD.equals(form.get("password"))) {
      approve(call, form);
    } else {
      Reply.text(401, "text/html;charset=utf-8", form(form)).send(call);
    }
  }

  /** Nothing is ever sent to an address that is not registered. */
  private boolean refused(RoutingContext call, MultiMap given) {
    String problem = null;
    if (!ZohoAccounts.CLIENT_ID.equals(given.get("client_id"))) {
      problem = "Invalid Client Id";
    } else if (!mayReturnTo(given.get("redirect_uri"))) {
      problem = "Invalid Redirect Uri";
    } else if (!"code".equals(given.get("response_type"))) {
      problem = "Invalid response type";
    } else if (!Scopes.areKnown(given.get("scope"))) {
      problem = "Invalid OAuth Scope: Scope does not exist";
    }
    if (problem == null) {
      return false;
    }
    Reply.text(400, "text/html", "<p>" + problem + "</p>").send(call);
    return true;
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
    boolean asked = !consented.getAndSet(true) || "consent".equals(given.get("prompt"));
    boolean offline = asked && "offline".equals(given.get("access_type"));
    String target = given.get("redirect_uri");
    String code = grants.code(target, given.get("scope"), offline, settings.get().codeSeconds());
    String centre = "&location=eu&accounts-server=" + encoded(own.get().toString());
    redirect(call, given, "code=" + encoded(code) + centre);
  }

  private static void redirect(RoutingContext call, MultiMap given, String outcome) {
    String target = given.get("redirect_uri");
    String location =
        target
            + (target.contains("?") ? "&" : "?")
            + (given.get("state") == null ? "" : "state=" + encoded(given.get("state")) + "&")
            + outcome;
    new Reply(302, Map.of("Location", location), Buffer.buffer()).send(call);
  }

  private static String form(MultiMap query) {
    StringBuilder page =
        new StringBuilder("<!DOCTYPE html><title>Zoho Accounts</title><form method=post>");
    for (String name : PASSED_ON) {
      if (query.get(name) != null) {
        page.append(
            "<input type=hidden name=%s value=\"%s\">".formatted(name, escaped(query.get(name))));
      }
    }
    return page.append("<p>Sign in to let the client use your CRM data.</p>")
        .append("<label>Address <input name=user></label>")
        .append("<label>Password <input name=password type=password></label>")
        .append("<button>Accept</button> <button name=decision value=reject>Reject</button></form>")
        .toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
