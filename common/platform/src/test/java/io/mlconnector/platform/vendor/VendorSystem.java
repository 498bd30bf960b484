package io.mlconnector.platform.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A system that signs in in every way and is called over HTTP. */
@Alternative
@ApplicationScoped
public class VendorSystem implements Adapter {

  public static final String NAME = "vendor-system";

  @Override
  public String system() {
    return NAME;
  }

  @Override
  public String title() {
    return "Vendor System";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    Setting id = Setting.required("clientId", Type.TEXT, "The client's id.");
    Setting secret = Setting.required("clientSecret", Type.SECRET, "The client's secret.");
    Setting token = Setting.required("token", Type.SECRET, "A token.");
    return new ConnectionSpec(
        "The address.",
        List.of(),
        List.of(
            new AuthMode(
                "client-credentials",
                "OAuth client",
                List.of(id, secret),
                input -> new Auth.ClientCredentials(endpoint(input), "read write")),
            new AuthMode(
                "refresh-token",
                "Refresh token",
                List.of(id, secret, token),
                input ->
                    new Auth.RefreshToken(endpoint(input), input.auth().secret("token"), true)),
            new AuthMode(
                "authorization-code",
                "Consent",
                List.of(id, secret),
                input ->
                    new Auth.AuthorizationCode(
                        endpoint(input),
                        input.baseUrl().resolve("/authorize?tenant=1"),
                        "read write",
                        true,
                        true)),
            new AuthMode(
                "header",
                "Token",
                List.of(token),
                input -> new Auth.Header("X-Token", input.auth().secret("token")))),
        "10m");
  }

  private static TokenEndpoint endpoint(AuthInput input) {
    URI url = input.baseUrl().resolve("/token");
    return new TokenEndpoint(
        url,
        input.auth().text("clientId"),
        input.auth().secret("clientSecret"),
        TokenEndpoint.Form.FORM_POST,
        Map.of(),
        1800);
  }

  @Override
  public Limits limits(Settings settings) {
    return new Limits(
        List.of(
            new Limits.Budget("account", Pattern.compile(".*"), 100_000, Duration.ofMinutes(1))),
        List.of(),
        30,
        4);
  }

  @Override
  public Check check(Connection connection) {
    boolean tls = "https".equals(connection.baseUrl().getScheme());
    return new Check(
        tls ? connection.client(Me.class).me().path("name").asText() : "robot", List.of());
  }

  /** Whom the vendor takes us for. */
  @Path("/me")
  interface Me {
    @GET
    JsonNode me();
  }
}
