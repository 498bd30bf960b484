package io.mlconnector.zendesk;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Lapse;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Webhook;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The ways into Zendesk. API tokens end on 2027-04-30, so OAuth comes first.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/">Grant-type
 *     tokens</a>
 */
final class ZendeskAuth {

  /**
   * Of 300 to 172,800 s that may be asked for. Left to itself Zendesk gives newer clients half an
   * hour and does not say so; two hours are a dozen sign-ins a day.
   */
  private static final int TOKEN_SECONDS = 7_200;

  /** Where the answer names no life time all the same. */
  private static final int ASSUMED_SECONDS = 1_800;

  /** Where the request asks for nothing else; each refresh gives another one (vendor sheet A1). */
  private static final Lapse REFRESH_TOKEN =
      Lapse.unused(
          "refresh token",
          Duration.ofDays(30),
          "Resume the connection, which renews it; where that fails, sign in at Zendesk again.");

  /** Announced by Zendesk (vendor sheet A1). */
  private static final LocalDate API_TOKENS_END = LocalDate.of(2027, 4, 30);

  private static final Duration API_TOKEN_UNUSED = Duration.ofDays(30);

  private static final Setting CLIENT_ID =
      Setting.required("clientId", Type.TEXT, "The OAuth client's unique identifier.");
  private static final Setting CLIENT_SECRET =
      Setting.required("clientSecret", Type.SECRET, "The OAuth client's secret.");
  private static final Setting SCOPE =
      Setting.optional(
          "scope",
          Type.TEXT,
          null,
          "OAuth scopes, separated by blanks; nothing is sent without, and the client's own hold.");

  private static final Setting WEBHOOK_SECRET =
      Setting.optional(
          Webhook.SECRET,
          Type.SECRET,
          null,
          "Signing secret of a webhook that a person made, such as a trigger's; registering ours"
              + " reads its own.");

  static final List<AuthMode> MODES =
      List.of(
          new AuthMode(
              "authorization-code",
              "Sign in at Zendesk in the browser",
              List.of(
                  CLIENT_ID,
                  CLIENT_SECRET,
                  Setting.optional(
                      "scope", Type.TEXT, "read write", "OAuth scopes, separated by blanks."),
                  WEBHOOK_SECRET),
              in ->
                  new Auth.AuthorizationCode(
                      endpoint(in),
                      in.baseUrl().resolve("/oauth/authorizations/new"),
                      in.auth().text("scope"),
                      true,
                      true),
              List.of(REFRESH_TOKEN)),
          new AuthMode(
              "client-credentials",
              "OAuth 2.0 client credentials",
              List.of(CLIENT_ID, CLIENT_SECRET, SCOPE, WEBHOOK_SECRET),
              in -> new Auth.ClientCredentials(endpoint(in), in.auth().find("scope").orElse(null))),
          new AuthMode(
              "refresh-token",
              "A pasted refresh token",
              List.of(
                  CLIENT_ID,
                  CLIENT_SECRET,
                  Setting.required("refreshToken", Type.SECRET, "Used once; renewed from then on."),
                  WEBHOOK_SECRET),
              in -> new Auth.RefreshToken(endpoint(in), in.auth().secret("refreshToken"), true),
              List.of(REFRESH_TOKEN)),
          new AuthMode(
              "token",
              "A pasted long-lived access token",
              List.of(
                  Setting.required("token", Type.SECRET, "Nothing can renew it."),
                  Setting.ends("token", "Empty where it was made without an end."),
                  WEBHOOK_SECRET),
              in ->
                  new Auth.Header(
                      "Authorization", new Secret("Bearer " + in.auth().secret("token").reveal()))),
          new AuthMode(
              "api-token",
              "API token; Zendesk switches these off by 2027-04-30",
              List.of(
                  Setting.required("email", Type.TEXT, "The e-mail of the token's user."),
                  Setting.required("token", Type.SECRET, "The API token."),
                  WEBHOOK_SECRET),
              in -> new Auth.Basic(in.auth().text("email") + "/token", in.auth().secret("token")),
              List.of(
                  Lapse.unused(
                      "API token",
                      API_TOKEN_UNUSED,
                      "Ping the connection, which uses it; better, change to OAuth."),
                  Lapse.on(
                      "API token",
                      API_TOKENS_END,
                      "Zendesk switches all API tokens off. Make an OAuth client in the Admin"
                          + " Center and change how the connection signs in."))));

  private ZendeskAuth() {}

  private static TokenEndpoint endpoint(AuthInput in) {
    return new TokenEndpoint(
        in.baseUrl().resolve("/oauth/tokens"),
        in.auth().text("clientId"),
        in.auth().secret("clientSecret"),
        TokenEndpoint.Form.JSON,
        Map.of("expires_in", String.valueOf(TOKEN_SECONDS)),
        ASSUMED_SECONDS);
  }
}
