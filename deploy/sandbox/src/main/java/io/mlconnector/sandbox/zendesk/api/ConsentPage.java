package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Consent;
import io.mlconnector.sandbox.zendesk.state.User;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code GET /oauth/authorizations/new}: asks a person whether a client may act for them.
 *
 * <p>{@code decision=allow} or {@code deny} in the query answers in the person's place, and {@code
 * as} says whose e-mail address it is (otherwise the account's owner): that is how tests consent.
 */
final class ConsentPage implements Handler<RoutingContext> {

  private final Account account;

  ConsentPage(Account account) {
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    account.exclusively(() -> answer(context)).send(context);
  }

  private Reply answer(RoutingContext context) {
    MultiMap query = context.queryParams();
    Optional<Consent> consent = Consent.check(account.tokens(), request(query));
    if (consent.isEmpty()) {
      String why = "Unknown client, or a redirect URI or PKCE method that it may not use.";
      return Reply.text(400, "text/html", page("Invalid authorization request", why));
    }
    String decision = query.get("decision");
    if (decision == null) {
      return Reply.text(200, "text/html", question(consent.get(), context.request().query()));
    }
    if (!decision.equals("allow")) {
      return redirect(consent.get(), "error=access_denied");
    }
    Optional<User> person =
        query.contains("as")
            ? account.users().byEmail(query.get("as"))
            : Optional.of(account.users().owner());
    return person
        .map(
            user ->
                redirect(consent.get(), "code=" + consent.get().agree(account.tokens(), user.id())))
        .orElseGet(() -> Reply.text(400, "text/html", page("Unknown person", "See as=.")));
  }

  private static Consent.Request request(MultiMap query) {
    return new Consent.Request(
        query.get("response_type"),
        query.get("client_id"),
        query.get("redirect_uri"),
        query.get("scope"),
        query.get("state"),
        query.get("code_challenge"),
        query.get("code_challenge_method"));
  }

  private static Reply redirect(Consent consent, String outcome) {
    String uri = consent.redirectUri();
    String state =
        consent.state() == null
            ? ""
            : "&state=" + URLEncoder.encode(consent.state(), StandardCharsets.UTF_8);
    return Reply.empty(302)
        .header("Location", uri + (uri.contains("?") ? "&" : "?") + outcome + state);
  }

  private static String question(Consent consent, String query) {
    String link = "?" + query.replace("&", "&amp;").replace("\"", "%22") + "&amp;decision=";
    String text =
        "<p>"
            + escape(consent.client().id())
            + " asks for: "
            + escape(String.join(" ", consent.scopes()))
            + "</p><p><a id=\"allow\" href=\""
            + link
            + "allow\">Allow</a> <a id=\"deny\" href=\""
            + link
            + "deny\">Deny</a></p>";
    return page("Allow access to your account?", text);
  }

  private static String page(String title, String body) {
    return "<!DOCTYPE html><html><head><title>"
        + title
        + "</title></head><body><h1>"
        + title
        + "</h1>"
        + body
        + "</body></html>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
