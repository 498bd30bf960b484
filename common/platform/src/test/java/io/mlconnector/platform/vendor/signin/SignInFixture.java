package io.mlconnector.platform.vendor.signin;

import io.mlconnector.platform.vendor.Attention;
import io.mlconnector.platform.vendor.answer.Classifier;
import io.mlconnector.platform.vendor.answer.Redactor;
import io.mlconnector.platform.vendor.budget.FakeTime;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A connection's sign-in over several owners: the vendor, the table and the people stay. */
final class SignInFixture {

  final FakeTime time = new FakeTime();
  final FakeMemory memory = new FakeMemory();
  final FakeTransport vendor = new FakeTransport();
  final List<String> told = new ArrayList<>();
  Supplier<Auth> auth = () -> clientCredentials("s3cret");
  String fingerprint = "entered once";

  Signer owner() {
    Redactor redactor = new Redactor();
    TokenEndpointClient client =
        new TokenEndpointClient(
            vendor,
            new TokenAnswers(new Classifier(time, redactor)),
            redactor,
            Duration.ofSeconds(10));
    return new Signers(memory, attention(), client, time).signer("zd", source(), () -> null);
  }

  private Attention attention() {
    return new Attention() {
      @Override
      public void needed(String connection, String reason) {
        told.add(connection + " needs: " + reason);
      }

      @Override
      public void over(String connection) {
        told.add(connection + " over");
      }
    };
  }

  private AuthSource source() {
    return new AuthSource() {
      @Override
      public Auth auth() {
        return auth.get();
      }

      @Override
      public String fingerprint() {
        return fingerprint;
      }
    };
  }

  static Auth clientCredentials(String secret) {
    return new Auth.ClientCredentials(endpoint("id", secret), "scope");
  }

  static Auth refresh(String token, boolean singleUse) {
    return new Auth.RefreshToken(endpoint("id", "s3cret"), new Secret(token), singleUse);
  }

  static Auth code() {
    return new Auth.AuthorizationCode(
        endpoint("id", "s3cret"), URI.create("https://v.example/authorize"), "scope", true, true);
  }

  static TokenEndpoint endpoint(String client, String secret) {
    return new TokenEndpoint(
        URI.create("https://v.example/token"),
        client,
        new Secret(secret),
        TokenEndpoint.Form.FORM_POST,
        Map.of(),
        1800);
  }

  /** Plans a token that lives for an hour. */
  void gives(String access) {
    vendor.then(
        200, "{\"access_token\":\"%s\",\"expires_in\":3600,\"site\":\"s\"}".formatted(access));
  }

  void gives(String access, String refresh) {
    vendor.then(
        200,
        "{\"access_token\":\"%s\",\"expires_in\":3600,\"refresh_token\":\"%s\"}"
            .formatted(access, refresh));
  }

  static VendorFailure unauthorized() {
    return VendorFailure.unauthorized(401, "The vendor answered 401: no");
  }

  static VendorFailure dropped() {
    return VendorFailure.unavailable(0, null, true, "v.example dropped the connection");
  }

  void sleep(Duration duration) {
    time.sleep(duration);
  }

  int signIns() {
    return vendor.requests.size();
  }
}
