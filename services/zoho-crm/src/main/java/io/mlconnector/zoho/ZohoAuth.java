package io.mlconnector.zoho;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import java.util.List;
import java.util.Map;

/**
 * The ways into Zoho: a refresh token that lasts, got by consent in the browser, by a pasted code
 * of a self client, or pasted itself. It is good in one data centre only.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/oauth-overview.html">OAuth</a>
 */
final class ZohoAuth {

  /** What the adapter uses, and nothing more. */
  static final String SCOPES =
      "ZohoCRM.modules.accounts.READ,ZohoCRM.modules.accounts.CREATE,"
          + "ZohoCRM.modules.accounts.UPDATE,ZohoCRM.modules.contacts.READ,"
          + "ZohoCRM.modules.contacts.CREATE,ZohoCRM.modules.contacts.UPDATE,"
          + "ZohoCRM.modules.vendors.READ,ZohoCRM.modules.vendors.CREATE,"
          + "ZohoCRM.modules.vendors.UPDATE,ZohoCRM.settings.fields.READ,"
          + "ZohoCRM.settings.modules.READ,ZohoCRM.notifications.ALL,ZohoCRM.coql.READ";

  private static final int ASSUMED_SECONDS = 3_600;

  private static final String CENTRE =
      "Check that baseUrl is the accounts server of the data centre where the organization is, and"
          + " that client and consent are of that data centre.";

  /** A refusal comes with status 200, and says little. */
  private static final Map<String, String> HINTS =
      Map.of(
          "invalid_code",
          "The refresh token or code is wrong, revoked, used, or of another data centre. " + CENTRE,
          "invalid_client",
          "Zoho does not know the client there. " + CENTRE,
          "invalid_client_secret",
          "The client's secret is wrong, or of another data centre. " + CENTRE);

  private static final Setting CLIENT_ID =
      Setting.required("clientId", Type.TEXT, "The client's id, from Zoho's API console.");
  private static final Setting CLIENT_SECRET =
      Setting.required(
          "clientSecret",
          Type.SECRET,
          "The client's secret; with several data centres switched on, that of this one.");

  static final List<AuthMode> MODES =
      List.of(
          new AuthMode(
              "authorization-code",
              "Sign in at Zoho in the browser",
              List.of(
                  CLIENT_ID,
                  CLIENT_SECRET,
                  Setting.optional(
                      "scope", Type.TEXT, SCOPES, "OAuth scopes, separated by commas.")),
              in ->
                  new Auth.AuthorizationCode(
                      endpoint(in),
                      in.baseUrl().resolve("/oauth/v2/auth?access_type=offline&prompt=consent"),
                      in.auth().text("scope"),
                      false,
                      false)),
          new AuthMode(
              "grant-code",
              "A pasted code of a self client",
              List.of(
                  CLIENT_ID,
                  CLIENT_SECRET,
                  Setting.required(
                      "grantCode",
                      Type.SECRET,
                      "The code that the API console shows for a self client; it is good for some"
                          + " minutes and used once. Scopes: "
                          + SCOPES)),
              in -> new Auth.PastedCode(endpoint(in), in.auth().secret("grantCode"))),
          new AuthMode(
              "refresh-token",
              "A pasted refresh token",
              List.of(
                  CLIENT_ID,
                  CLIENT_SECRET,
                  Setting.required("refreshToken", Type.SECRET, "It is good until revoked.")),
              in -> new Auth.RefreshToken(endpoint(in), in.auth().secret("refreshToken"), false)));

  private ZohoAuth() {}

  private static TokenEndpoint endpoint(AuthInput in) {
    return new TokenEndpoint(
        in.baseUrl().resolve("/oauth/v2/token"),
        in.auth().text("clientId"),
        in.auth().secret("clientSecret"),
        TokenEndpoint.Form.FORM_POST,
        Map.of(),
        ASSUMED_SECONDS,
        "Zoho-oauthtoken",
        HINTS);
  }
}
