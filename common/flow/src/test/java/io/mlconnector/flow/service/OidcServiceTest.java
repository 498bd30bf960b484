package io.mlconnector.flow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.flow.access.OnBehalf;
import io.mlconnector.flow.access.OwnToken;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service that leaves callers to OIDC. */
@QuarkusTest
@QuarkusTestResource(BackboneResource.class)
@QuarkusTestResource(TokenServer.class)
@TestProfile(OidcServiceTest.Oidc.class)
class OidcServiceTest {

  @Inject OwnToken token;

  public static class Oidc implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      String publicKey = Base64.getEncoder().encodeToString(keys().getPublic().getEncoded());
      System.setProperty(
          "test.oidc.private", Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      return Map.of(
          "quarkus.oidc.tenant-enabled", "true",
          "quarkus.oidc.public-key", publicKey,
          "quarkus.oidc.token.issuer", "https://issuer.example",
          "quarkus.http.host", "0.0.0.0");
    }

    private static KeyPair pair;

    private static KeyPair keys() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
        return pair;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aCallerWithATokenOfTheIssuerMayDoWhatItsRolesSay() throws Exception {
    assertThat(call("https://issuer.example", "viewer").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = call("https://issuer.example", "employee");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("someone", "none of the roles");
  }

  @Test
  void aPersonsTokenSpeaksForNobodyElse() throws Exception {
    HttpResponse<String> refused =
        call("https://issuer.example", "admin", OnBehalf.HEADER, "ada", OnBehalf.ROLE, "viewer");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("without the role service");
    assertThat(
            call(
                    "https://issuer.example",
                    "service",
                    OnBehalf.HEADER,
                    "ada",
                    OnBehalf.ROLE,
                    "viewer",
                    OnBehalf.SCOPE,
                    "*")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void strangersAndTokensOfOthersAreRefused() throws Exception {
    assertThat(Http.get("/api/texts").statusCode()).isEqualTo(401);
    assertThat(Http.get("/q/metrics").statusCode()).isEqualTo(401);
    assertThat(call("https://other.example", "admin").statusCode()).isEqualTo(401);
    assertThat(Http.get("/api/texts", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
  }

  @Test
  void webhooksTheCallbackAndHealthStayOpen() throws Exception {
    assertThat(Http.post("/hooks/zendesk/z/h", "x").statusCode()).isEqualTo(200);
    assertThat(Http.get("/oauth/callback").statusCode()).isEqualTo(200);
    assertThat(Http.get("/q/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void itCallsOthersWithATokenThatTheServerGivesItAndKeepsIt() throws Exception {
    Optional<String> first = token.authorization();

    assertThat(first).contains("Bearer issued-1-to-mapping");
    assertThat(token.authorization()).isEqualTo(first);
  }

  private static HttpResponse<String> call(String issuer, String role, String... headers)
      throws Exception {
    byte[] key = Base64.getDecoder().decode(System.getProperty("test.oidc.private"));
    var spec = new java.security.spec.PKCS8EncodedKeySpec(key);
    String token =
        Jwt.issuer(issuer)
            .subject("someone")
            .groups(role)
            .expiresIn(60)
            .sign(java.security.KeyFactory.getInstance("RSA").generatePrivate(spec));
    return Http.get(
        "/api/texts",
        Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
            .toArray(String[]::new));
  }
}
