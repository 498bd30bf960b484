package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SignIn;
import io.mlconnector.spi.Token;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.tableau.api.ServerApi;
import io.mlconnector.tableau.api.SessionApi;
import io.mlconnector.tableau.api.SessionApi.Credentials;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A session on a site. A personal access token has one: another sign-in with it ends the session
 * before, so one is kept as long as it holds, by using it before it has been idle for too long.
 */
final class Session implements SignIn {

  static final String POD = "pod";
  static final String SITE = "site";
  static final String USER = "user";
  static final String VERSION = "version";

  /** Of a connected app; a token has all that its user may do. */
  static final String SCOPES = "scopes";

  private static final String SINCE = "since";

  /** A token dies when nobody signs in with it for 15 days; calls of its session may not count. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Settings auth;
  private final String scopes;
  private final BiConsumer<ObjectNode, Instant> credentials;

  /**
   * @param scopes null where a session may do all that its user may
   */
  private Session(Settings auth, String scopes, BiConsumer<ObjectNode, Instant> credentials) {
    this.auth = auth;
    this.scopes = scopes;
    this.credentials = credentials;
  }

  static Session withToken(AuthInput in) {
    return new Session(
        in.auth(),
        null,
        (body, now) ->
            body.put("personalAccessTokenName", in.auth().text("tokenName"))
                .put("personalAccessTokenSecret", in.auth().secret("tokenSecret").reveal()));
  }

  static Session withJwt(AuthInput in) {
    return new Session(
        in.auth(),
        in.auth().text(SCOPES),
        (body, now) -> body.put("jwt", Jwt.signed(in.auth(), now)));
  }

  @Override
  public Token signIn(Connection connection) {
    try {
      return opened(connection, connection.baseUrl(), null);
    } catch (VendorFailure failure) {
      if (failure.movedTo() == null) {
        throw explained(failure);
      }
      URI pod =
          Pod.of(
              connection.baseUrl(),
              failure.movedTo(),
              connection.settings().list(TableauSpec.POD_HOSTS));
      return movedTo(connection, pod);
    }
  }

  private Token movedTo(Connection connection, URI pod) {
    try {
      return opened(connection, pod, pod);
    } catch (VendorFailure failure) {
      throw explained(failure);
    }
  }

  /**
   * @param pod null where it is the base URL
   */
  private Token opened(Connection connection, URI place, URI pod) {
    String version =
        Version.spoken(
            connection.settings().text(TableauSpec.API_VERSION), servers(connection, place));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode members = body.putObject("credentials");
    credentials.accept(members, connection.clock().instant());
    members.putObject("site").put("contentUrl", auth.find(TableauSpec.SITE).orElse(""));
    SessionApi.SignedIn answer = connection.clientAt(SessionApi.class, place).signIn(version, body);
    Credentials given = answer == null ? null : answer.credentials();
    if (given == null || given.token() == null || given.site() == null || given.user() == null) {
      throw VendorFailure.unauthorized(
          200, "Tableau answered the sign-in without a session; is the base URL that of a server?");
    }
    Map<String, String> facts = new HashMap<>();
    facts.put(SITE, given.site().id());
    facts.put(USER, given.user().id());
    facts.put(VERSION, version);
    facts.put(SINCE, connection.clock().instant().toString());
    if (scopes != null) {
      facts.put(SCOPES, scopes);
    }
    if (pod != null) {
      facts.put(POD, pod.toString());
    }
    return lasting(connection, new Secret(given.token()), facts);
  }

  /** Null where the host does not say, as that in front of all pods. */
  private static String servers(Connection connection, URI place) {
    try {
      ServerApi.ServerInfo info = connection.clientAt(ServerApi.class, place).info();
      return info == null || info.serverInfo() == null ? null : info.serverInfo().restApiVersion();
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED || failure.kind() == Kind.UNAUTHORIZED) {
        return null;
      }
      throw failure;
    }
  }

  private static Token lasting(Connection connection, Secret token, Map<String, String> facts) {
    Duration idle = connection.settings().duration(TableauSpec.IDLE_LIMIT);
    return new Token(SessionApi.TOKEN, token, connection.clock().instant().plus(idle), facts);
  }

  private static VendorFailure explained(VendorFailure failure) {
    if (failure.status() == 401) {
      return VendorFailure.unauthorized(
          401,
          failure.getMessage()
              + " The token or its secret is wrong, revoked or expired (15 days without a sign-in,"
              + " or the site's policy), or the site is not called so.");
    }
    if (failure.status() == 404) {
      return VendorFailure.unauthorized(
          404,
          failure.getMessage()
              + " The base URL is no Tableau, or its REST API is older than the setting "
              + TableauSpec.API_VERSION
              + ".");
    }
    return failure;
  }

  /** A session lasts as long as it is used; asking whether it holds is to use it. */
  @Override
  public Optional<Token> extend(Connection connection, Token token) {
    Map<String, String> facts = token.facts();
    Instant since = Instant.parse(facts.getOrDefault(SINCE, Instant.EPOCH.toString()));
    if (!connection.clock().instant().isBefore(since.plus(LONGEST))) {
      return Optional.empty();
    }
    try {
      client(connection, facts)
          .touch(facts.get(VERSION), facts.get(SITE), token.value().reveal(), 1);
      return Optional.of(lasting(connection, token.value(), facts));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED || failure.kind() == Kind.UNAUTHORIZED) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static SessionApi client(Connection connection, Map<String, String> facts) {
    URI place = facts.containsKey(POD) ? URI.create(facts.get(POD)) : connection.baseUrl();
    return connection.clientAt(SessionApi.class, place);
  }

  @Override
  public boolean signsOut() {
    return true;
  }

  /** A session that another sign-in has ended is over all the same. */
  @Override
  public void signOut(Connection connection, Token token) {
    try {
      client(connection, token.facts()).signOut(token.facts().get(VERSION), token.value().reveal());
    } catch (VendorFailure failure) {
      if (failure.status() != 401) {
        throw failure;
      }
    }
  }
}
