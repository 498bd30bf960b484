package io.mlconnector.spi;

import java.net.URI;
import java.util.Map;

/** How calls of a connection are signed; a description that the platform acts on. */
public sealed interface Auth {

  /** RFC 7617 Basic; nothing expires. */
  record Basic(String user, Secret password) implements Auth {}

  /**
   * A long-lived token in a header. Its first 401 means that the connection needs attention, since
   * nothing can renew it.
   */
  record Header(String name, Secret value) implements Auth {}

  /**
   * OAuth 2.0 client credentials, RFC 6749 section 4.4.
   *
   * @param scope null where the vendor takes none
   */
  record ClientCredentials(TokenEndpoint endpoint, String scope) implements Auth {}

  /** OAuth 2.0 refresh token, RFC 6749 section 6; the first one is pasted by a person. */
  record RefreshToken(TokenEndpoint endpoint, Secret refreshToken, boolean singleUse)
      implements Auth {}

  /**
   * OAuth 2.0 authorization code, RFC 6749 section 4.1: a person consents in the browser; from then
   * on as {@link RefreshToken}.
   *
   * @param pkce whether the vendor takes RFC 7636 S256
   * @param singleUse whether a refresh token dies with its first use
   */
  record AuthorizationCode(
      TokenEndpoint endpoint, URI authorizeUrl, String scope, boolean pkce, boolean singleUse)
      implements Auth {}

  /**
   * An authorization code that a person pasted, as vendors show it to whoever has no page to come
   * back to: it is used once, and from then on as {@link RefreshToken}.
   */
  record PastedCode(TokenEndpoint endpoint, Secret code) implements Auth {}

  /** A sign-in of the vendor's own. */
  record Own(SignIn signIn) implements Auth {}

  /**
   * Where and how tokens are asked for.
   *
   * @param form how the request is written
   * @param parameters further parameters of every token request, such as a wished life time
   * @param assumedSeconds life time to assume where the reply names none, in seconds
   * @param scheme the word before the token in the header, where it is not the reply's token type;
   *     null for that
   * @param hints what a person should look at, by the reply's error word in lower case
   */
  record TokenEndpoint(
      URI url,
      String clientId,
      Secret clientSecret,
      Form form,
      Map<String, String> parameters,
      int assumedSeconds,
      String scheme,
      Map<String, String> hints) {

    /** The two ways that vendors take a token request. */
    public enum Form {
      /** Form-encoded body, client by Basic (the standard's way). */
      FORM_BASIC,
      /** Form-encoded body that carries client id and secret. */
      FORM_POST,
      /** JSON body that carries client id and secret. */
      JSON
    }

    public TokenEndpoint {
      parameters = Map.copyOf(parameters);
      hints = Map.copyOf(hints);
    }

    public TokenEndpoint(
        URI url,
        String clientId,
        Secret clientSecret,
        Form form,
        Map<String, String> parameters,
        int assumedSeconds) {
      this(url, clientId, clientSecret, form, parameters, assumedSeconds, null, Map.of());
    }
  }
}
