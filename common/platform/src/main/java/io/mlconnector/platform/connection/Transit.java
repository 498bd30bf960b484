package io.mlconnector.platform.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Wraps keysets by the Transit engine of HashiCorp Vault or OpenBao: a key of it encrypts and
 * decrypts, and never leaves the server.
 *
 * <p>From its documentation: <a
 * href="https://developer.hashicorp.com/vault/api-docs/secret/transit">encrypt and decrypt</a>, <a
 * href="https://developer.hashicorp.com/vault/api-docs/auth/kubernetes#login">sign-in by a
 * Kubernetes service account</a>, <a
 * href="https://developer.hashicorp.com/vault/api-docs">errors</a>.
 */
final class Transit implements Aead {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_WORDS = 200;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int DENIED = 403;
  private static final int NOT_FOUND = 404;

  private final KeysetConfig.Kms config;
  private final URI server;
  private final HttpClient client;

  private Transit(KeysetConfig.Kms config, URI server) {
    this.config = config;
    this.server = server;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(config.timeout());
    config.caFile().ifPresent(file -> builder.sslContext(KmsTrust.in(file)));
    this.client = builder.build();
  }

  /**
   * @return null where none is configured
   * @throws KeysetProblem where it is not configured as a whole
   */
  static Transit of(KeysetConfig.Kms config) {
    return config.url().map(url -> new Transit(config, checked(config, url))).orElse(null);
  }

  private static URI checked(KeysetConfig.Kms config, URI url) {
    boolean plain = "http".equals(url.getScheme()) && loopback(url.getHost());
    if (url.getHost() == null || !"https".equals(url.getScheme()) && !plain) {
      throw new KeysetProblem(
          "mlconnector.keyset.kms.url must be https://… (http is for an agent on this machine): "
              + url);
    }
    if (config.tokenFile().isPresent() == config.role().isPresent()) {
      throw new KeysetProblem(
          "mlconnector.keyset.kms needs either token-file, or role for a Kubernetes service"
              + " account");
    }
    return url;
  }

  private static boolean loopback(String host) {
    try {
      return host != null
          && (host.equals("localhost") || host.matches("[0-9.]+|\\[.*\\]"))
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public byte[] encrypt(byte[] keys, byte[] associated) {
    Map<String, String> body = Map.of("plaintext", Base64.getEncoder().encodeToString(keys));
    return text(key("encrypt", body), "ciphertext").getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public byte[] decrypt(byte[] wrapped, byte[] associated) {
    Map<String, String> body = Map.of("ciphertext", new String(wrapped, StandardCharsets.US_ASCII));
    return Base64.getDecoder().decode(text(key("decrypt", body), "plaintext"));
  }

  /** How it is named in sentences. */
  @Override
  public String toString() {
    return "%s/v1/%s/keys/%s".formatted(server, config.mount(), config.key());
  }

  private JsonNode key(String verb, Map<String, String> body) {
    String path = "%s/%s/%s".formatted(config.mount(), verb, config.key());
    return post(path, config.role().isPresent() ? signedIn() : file(tokenFile()), body)
        .path("data");
  }

  private String signedIn() {
    Map<String, String> body =
        Map.of("role", config.role().orElseThrow(), "jwt", file(config.jwtFile()));
    JsonNode answer = post("auth/%s/login".formatted(config.loginMount()), null, body);
    return text(answer.path("auth"), "client_token");
  }

  private Path tokenFile() {
    return config.tokenFile().orElseThrow();
  }

  private JsonNode post(String path, String token, Map<String, String> body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(server.toString().replaceAll("/+$", "") + "/v1/" + path))
              .timeout(config.timeout())
              .header("Content-Type", "application/json")
              .header("X-Vault-Request", "true")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
      if (token != null) {
        request.header("X-Vault-Token", token);
      }
      config.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
      return judged(path, client.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (SSLException e) {
      throw waits(
          "shows a certificate that is not trusted (%s): name its authority in mlconnector.keyset.kms.ca-file"
              .formatted(e.getMessage()));
    } catch (IOException e) {
      throw waits("does not answer (%s)".formatted(e.getClass().getSimpleName()));
    } catch (IllegalArgumentException e) {
      throw waits("got no request: the token file holds more than a token, or a path is none");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw waits("was not asked to the end");
    }
  }

  private JsonNode judged(String path, HttpResponse<InputStream> answer) throws IOException {
    JsonNode body;
    try (InputStream stream = answer.body()) {
      body = JSON.readTree(stream.readNBytes(MOST_BYTES));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      body = JSON.missingNode();
    }
    String words = words(body);
    switch (answer.statusCode()) {
      case OK -> {
        return body;
      }
      case BAD_REQUEST ->
          throw new KeysetProblem(
              "The key management service %s does not take what the keyset file holds (%s): the file was altered, or wrapped by another key; restore it from its copy, or correct mlconnector.keyset.kms.key"
                  .formatted(this, words));
      case DENIED ->
          throw waits(
              "refuses us (%s): give us the right to update %s, or a token that is valid"
                  .formatted(words, path));
      case NOT_FOUND ->
          throw waits(
              "knows no %s (%s): correct mlconnector.keyset.kms.mount, or make it"
                  .formatted(path, words));
      default -> throw waits("answered %d (%s)".formatted(answer.statusCode(), words));
    }
  }

  private static String words(JsonNode body) {
    String words = body.path("errors").path(0).asText("no reason given");
    String plain = words.replaceAll("[\\p{Cntrl}]+", " ").strip();
    return plain.substring(0, Math.min(MOST_WORDS, plain.length()));
  }

  private String text(JsonNode node, String field) {
    String text = node.path(field).asText("");
    if (text.isEmpty()) {
      throw waits("gave an answer without " + field);
    }
    return text;
  }

  private String file(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw waits(
          "is not asked: %s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  private KeysetWaits waits(String what) {
    return new KeysetWaits("The key management service %s %s".formatted(this, what));
  }
}
