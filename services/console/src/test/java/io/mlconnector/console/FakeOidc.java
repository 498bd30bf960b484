package io.mlconnector.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlconnector.canonical.CanonicalJson;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A company's OIDC server: its sign-in page lets everybody in as whom {@code
 * &as=name:role:connections} says, without the claim where the connections are left out, and its
 * tokens are signed as real ones are.
 */
final class FakeOidc implements AutoCloseable {

  static final String CLIENT = "mlconnector-console";

  /** The claim with the connections that somebody sees. */
  static final String CONNECTIONS = "mlconnector_connections";

  private final HttpServer server;
  private final KeyPair keys;
  private volatile String nonce;

  FakeOidc() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", call -> json(call, configuration()));
    server.createContext("/jwks", call -> json(call, Map.of("keys", List.of(key()))));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Map<String, Object> configuration() {
    return Map.of(
        "issuer", url(),
        "authorization_endpoint", url() + "/authorize",
        "token_endpoint", url() + "/token",
        "jwks_uri", url() + "/jwks",
        "end_session_endpoint", url() + "/end");
  }

  private Map<String, Object> key() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Map.of(
        "kty", "RSA",
        "kid", "one",
        "alg", "RS256",
        "use", "sig",
        "n", encoded(key.getModulus()),
        "e", encoded(key.getPublicExponent()));
  }

  private void authorize(HttpExchange call) throws IOException {
    Map<String, String> query = fields(call.getRequestURI().getRawQuery());
    nonce = query.get("nonce");
    String back =
        query.get("redirect_uri") + "?code=" + query.get("as") + "&state=" + query.get("state");
    call.getResponseHeaders().set("Location", back);
    call.sendResponseHeaders(302, -1);
    call.close();
  }

  private void token(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String[] who = fields(body).get("code").split(":");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", url());
    claims.put("sub", who[0]);
    claims.put("aud", CLIENT);
    claims.put("preferred_username", who[0]);
    claims.put("groups", List.of(who[1]));
    if (who.length > 2) {
      claims.put(CONNECTIONS, List.of(who[2].split(",")));
    }
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("exp", Instant.now().getEpochSecond() + 300);
    if (nonce != null) {
      claims.put("nonce", nonce);
    }
    String token = signed(claims);
    json(
        call,
        Map.of(
            "access_token", token, "id_token", token, "token_type", "Bearer", "expires_in", 300));
  }

  private String signed(Map<String, Object> claims) {
    try {
      String text =
          encoded(CanonicalJson.bytes(Map.of("alg", "RS256", "kid", "one", "typ", "JWT")))
              + "."
              + encoded(CanonicalJson.bytes(claims));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    Arrays.stream(form.split("&"))
        .map(each -> each.split("=", 2))
        .forEach(each -> fields.put(each[0], URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    return fields;
  }

  private static String encoded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void json(HttpExchange call, Object answer) throws IOException {
    byte[] body = CanonicalJson.bytes(answer);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(200, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
