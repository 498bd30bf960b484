package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The identity domain's token endpoint: client credentials, authorization code with PKCE, refresh
 * token; the client signs in with HTTP Basic and sends a form.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/configure_oauth.html">configure
 *     OAuth</a>
 */
final class IdentityDomain {

  static final String OFFLINE = "offline_access";

  private final IssuedTokens tokens;
  private final Supplier<FusionSettings> settings;
  private final AtomicInteger signIns = new AtomicInteger();

  IdentityDomain(IssuedTokens tokens, Supplier<FusionSettings> settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  void mount(Router router) {
    router.post("/oauth2/v1/token").handler(this::token);
    new ConsentPage(tokens, settings).mount(router);
  }

  /** How many access tokens were handed out. */
  int signIns() {
    return signIns.get();
  }

  private void token(RoutingContext call) {
    String contentType = call.request().getHeader("Content-Type");
    if (contentType == null || !contentType.startsWith("application/x-www-form-urlencoded")) {
      error(call, 400, "invalid_request", "the body must be application/x-www-form-urlencoded");
      return;
    }
    boolean known =
        Credentials.basic(call.request().getHeader("Authorization"))
            .filter(given -> given.name().equals(FusionAccounts.CLIENT_ID))
            .filter(given -> given.secret().equals(FusionAccounts.CLIENT_SECRET))
            .isPresent();
    if (!known) {
      call.response().putHeader("WWW-Authenticate", "Basic realm=\"oauth\"");
      error(call, 401, "invalid_client", "client authentication failed");
      return;
    }
    MultiMap form = call.request().formAttributes();
    String grant = form.get("grant_type");
    switch (grant == null ? "" : grant) {
      case "client_credentials" -> clientCredentials(call, form.get("scope"));
      case "authorization_code" -> authorizationCode(call, form);
      case "refresh_token" -> refresh(call, form);
      case "" -> error(call, 400, "invalid_request", "grant_type is missing");
      default -> error(call, 400, "unsupported_grant_type", "not supported: " + grant);
    }
  }

  private void clientCredentials(RoutingContext call, String scope) {
    if (!scopeIsKnown(scope, settings.get()) || scope.contains(OFFLINE)) {
      error(call, 400, "invalid_scope", "the scope is missing or not known: " + scope);
    } else {
      hand(call, FusionAccounts.CLIENT_ID, scope, false);
    }
  }

  private void authorizationCode(RoutingContext call, MultiMap form) {
    IssuedTokens.Consent consent = tokens.redeemCode(String.valueOf(form.get("code"))).orElse(null);
    if (consent == null
        || !consent.redirectUri().equals(form.get("redirect_uri"))
        || !verifies(consent, form.get("code_verifier"))) {
      error(call, 400, "invalid_grant", "the code is unknown, used, too old or not yours");
    } else {
      boolean offline = Arrays.asList(consent.scope().split(" ")).contains(OFFLINE);
      hand(call, FusionAccounts.USER, consent.scope(), offline);
    }
  }

  private void refresh(RoutingContext call, MultiMap form) {
    String token = String.valueOf(form.get("refresh_token"));
    if (tokens.redeemRefresh(token, settings.get().refreshTokensRotate())) {
      hand(call, FusionAccounts.USER, settings.get().scope() + " " + OFFLINE, true);
    } else {
      error(call, 400, "invalid_grant", "the refresh token is unknown, used or too old");
    }
  }

  private void hand(RoutingContext call, String subject, String scope, boolean withRefresh) {
    int seconds = settings.get().tokenSeconds();
    ObjectNode answer = SandboxJson.object();
    answer.put("access_token", tokens.access(subject, scope, seconds));
    answer.put("token_type", "Bearer");
    answer.put("expires_in", seconds);
    if (withRefresh) {
      answer.put("refresh_token", tokens.refresh());
    }
    signIns.incrementAndGet();
    Reply.json(200, answer).header("Cache-Control", "no-store").send(call);
  }

  static boolean scopeIsKnown(String scope, FusionSettings settings) {
    List<String> asked = scope == null ? List.of() : List.of(scope.split(" "));
    return asked.contains(settings.scope())
        && asked.stream().allMatch(each -> each.equals(settings.scope()) || each.equals(OFFLINE));
  }

  private static boolean verifies(IssuedTokens.Consent consent, String verifier) {
    if (consent.challenge() == null) {
      return true;
    }
    return verifier != null && consent.challenge().equals(challenge(verifier));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void error(RoutingContext call, int status, String error, String description) {
    ObjectNode body = SandboxJson.object();
    body.put("error", error).put("error_description", description);
    Reply.json(status, body).send(call);
  }
}
