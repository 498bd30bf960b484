package io.mlconnector.console;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A person with a browser that has cookies and no scripts. */
final class Client {

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http;
  private final boolean plain;
  private final URI url;
  private final List<String> given = new ArrayList<>();

  Client(URI url) {
    this(url, null);
  }

  /** A browser that comes by TLS, and has this to tell whom it talks to. */
  Client(URI url, SSLContext trust) {
    this.url = url;
    this.plain = trust == null;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies);
    this.http = plain ? builder.build() : builder.sslContext(trust).build();
  }

  Client signIn(String name) throws Exception {
    String line =
        ConsoleResource.PEOPLE
            .lines()
            .filter(each -> each.startsWith(name))
            .findFirst()
            .orElseThrow();
    post(
        "/sign-in",
        Map.of("name", name, "password", line.split(":", 3)[2], "csrf", token("/sign-in")));
    return this;
  }

  /** Name and password as programs send them. */
  static String basic(String name) {
    String line =
        ConsoleResource.PEOPLE
            .lines()
            .filter(each -> each.startsWith(name))
            .findFirst()
            .orElseThrow();
    String pair = name + ":" + line.split(":", 3)[2];
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The value that forms of a page carry. */
  String token(String page) throws Exception {
    Matcher found = TOKEN.matcher(get(page).body());
    return found.find() ? found.group(1) : "";
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(url.resolve(path)).header("Accept", "text/html"));
  }

  HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    String form =
        fields.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    given.addAll(answer.headers().allValues("Set-Cookie"));
    if (plain) {
      // Cookies for TLS only would otherwise not come back.
      cookies.getCookieStore().getCookies().forEach(each -> each.setSecure(false));
    }
    return answer;
  }

  /** What the OIDC server's sign-in left is as good as nothing, as after its end. */
  void endSession() {
    cookies.getCookieStore().getCookies().stream()
        .filter(each -> each.getName().startsWith("q_session"))
        .forEach(each -> each.setValue("ended"));
  }

  /** Every cookie that was set, with its attributes. */
  List<String> given() {
    return given;
  }

  URI url(String path) {
    return url.resolve(path);
  }
}
