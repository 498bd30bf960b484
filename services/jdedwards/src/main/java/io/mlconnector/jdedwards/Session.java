package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.jdedwards.api.SessionApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SignIn;
import io.mlconnector.spi.Token;
import io.mlconnector.spi.VendorFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A session of the AIS server, always for one device name. How long one lasts is the server's
 * setting and said nowhere, so it is asked whether it holds, and a new one is opened only where it
 * does not.
 */
final class Session implements SignIn {

  /** How the user that we sign in as writes dates. */
  static final String DATE_FORMAT = "dateFormat";

  static final String USER = "user";
  static final String ENVIRONMENT = "environment";
  static final String ROLE = "role";
  static final String RELEASE = "release";

  private static final int INVALID_TOKEN = 444;

  private final Settings auth;
  private final String authorization;

  private Session(Settings auth, String authorization) {
    this.auth = auth;
    this.authorization = authorization;
  }

  /** User and password in the body. */
  static Session withBody(AuthInput in) {
    return new Session(in.auth(), null);
  }

  static Session withBasic(AuthInput in) {
    String pair = in.auth().text("username") + ":" + in.auth().secret("password").reveal();
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return new Session(in.auth(), "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  static Session withJwt(AuthInput in) {
    return new Session(in.auth(), "Bearer " + in.auth().secret("jwt").reveal());
  }

  @Override
  public Token signIn(Connection connection) {
    try {
      return token(connection, opened(connection));
    } catch (VendorFailure failure) {
      throw explained(failure);
    }
  }

  private JsonNode opened(Connection connection) {
    String device = new JdeSettings(connection).device();
    SessionApi api = connection.client(SessionApi.class);
    if (authorization != null) {
      return api.openBy(authorization, orNull(ENVIRONMENT), orNull(ROLE), device);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("username", auth.text("username"));
    body.put("password", auth.secret("password").reveal());
    body.put("deviceName", device);
    put(body, ENVIRONMENT, orNull(ENVIRONMENT));
    put(body, ROLE, orNull(ROLE));
    put(body, "jasserver", orNull("jasServer"));
    return api.open(body);
  }

  private String orNull(String setting) {
    return auth.find(setting).filter(text -> !text.isBlank()).orElse(null);
  }

  private static void put(ObjectNode body, String name, String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private Token token(Connection connection, JsonNode answer) {
    JsonNode user =
        answer == null ? JsonNodeFactory.instance.objectNode() : answer.path("userInfo");
    String token = user.path("token").asText("");
    if (token.isEmpty()) {
      throw VendorFailure.unauthorized(
          200, "AIS answered the sign-in without a token; is the base URL that of an AIS server?");
    }
    meant(answer, ENVIRONMENT);
    meant(answer, ROLE);
    Map<String, String> facts = new HashMap<>();
    fact(facts, USER, answer.path("username"));
    fact(facts, ENVIRONMENT, answer.path(ENVIRONMENT));
    fact(facts, ROLE, answer.path(ROLE));
    fact(facts, DATE_FORMAT, user.path("simpleDateFormat"));
    fact(facts, RELEASE, user.path("appsRelease"));
    return lasting(connection, new Secret(token), facts);
  }

  /** Another environment than the one that was asked for would be the wrong company's data. */
  private void meant(JsonNode answer, String what) {
    String wanted = orNull(what);
    String given = answer.path(what).asText("").strip();
    if (wanted != null && !given.isEmpty() && !given.equalsIgnoreCase(wanted.strip())) {
      throw VendorFailure.unauthorized(
          200, "AIS signed us in to %s %s instead of %s".formatted(what, given, wanted));
    }
  }

  private static void fact(Map<String, String> facts, String name, JsonNode value) {
    if (!value.asText("").isBlank()) {
      facts.put(name, value.asText().strip());
    }
  }

  /** Until it is time to ask whether the session holds. */
  private static Token lasting(Connection connection, Secret token, Map<String, String> facts) {
    return new Token(
        SessionApi.TOKEN,
        token,
        connection.clock().instant().plus(new JdeSettings(connection).sessionCheck()),
        facts);
  }

  private static VendorFailure explained(VendorFailure failure) {
    String words = failure.getMessage();
    return switch (failure.status()) {
      case 403 ->
          VendorFailure.unauthorized(
              403, words + " User, password, environment or role is wrong, or the user is locked.");
      case 405 ->
          VendorFailure.unauthorized(
              405,
              words
                  + " The HTML server does not take this AIS server: add it to the HTML server's"
                  + " list of allowed AIS hosts.");
      case 445, 446 ->
          VendorFailure.unauthorized(
              failure.status(),
              words + " The AIS server wants single sign-on; let it take password or JWT.");
      default -> failure;
    };
  }

  @Override
  public Optional<Token> extend(Connection connection, Token token) {
    try {
      connection
          .client(SessionApi.class)
          .validate(token.value().reveal(), new JdeSettings(connection).device());
      return Optional.of(lasting(connection, token.value(), token.facts()));
    } catch (VendorFailure failure) {
      if (failure.kind() == VendorFailure.Kind.UNAVAILABLE
          || failure.kind() == VendorFailure.Kind.THROTTLED) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  /**
   * 444, or 403 with an invalid token, says that the session is over. Where the HTML server ended
   * its own session first, the token still holds and calls fail: for reads that counts as well.
   */
  @Override
  public boolean ended(VendorFailure failure, boolean read) {
    String words = failure.getMessage().toLowerCase(Locale.ROOT);
    boolean token = words.contains("invalid token") || words.contains("invalid session");
    return switch (failure.status()) {
      case INVALID_TOKEN -> true;
      case 403 -> token;
      case 500 -> read && (token || words.contains("session") && words.contains("expired"));
      default -> false;
    };
  }

  /** The HTML server holds a session of its own for each of ours. */
  @Override
  public boolean signsOut() {
    return true;
  }

  @Override
  public void signOut(Connection connection, Token token) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("token", token.value().reveal());
    body.put("deviceName", new JdeSettings(connection).device());
    connection.client(SessionApi.class).close(body);
  }
}
