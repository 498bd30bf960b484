package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.Addresses.Address;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody sends to whichever address, the answer says what happened and what to do. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class ErrorsTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final String LONG = "x".repeat(20_000);

  /** What is wrong with a request: its media type and its body. */
  private static final List<Map.Entry<String, String>> WRONG =
      List.of(
          Map.entry(FORM, ""),
          Map.entry(FORM, "a=b&act=%00%ff&first=many&version=no&reason=&key=&call=x"),
          Map.entry(FORM, "act=save&name=" + LONG + "&rest=%7B&firstN=1e9&from=yesterday"),
          Map.entry(JSON, ""),
          Map.entry(JSON, "{"),
          Map.entry(JSON, "[]"),
          Map.entry(JSON, "{}"),
          Map.entry(JSON, "{\"choice\":{\"place\":7,\"ids\":\"x\"},\"fields\":[],\"key\":{}}"),
          Map.entry("application/octet-stream", "\0\1\2"));

  private static final Pattern NOTHING = Pattern.compile("There is nothing at this address");

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  private Client client;
  private String csrf;

  @AfterEach
  void reset() throws Exception {
    new Fakes(services).reset();
  }

  private HttpResponse<String> send(Address address, String type, String body) throws Exception {
    boolean form = type.equals(FORM);
    String sent = form ? "csrf=" + csrf + (body.isEmpty() ? "" : "&" + body) : body;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(address.path()))
            .header("Accept", address.api() ? "*/*" : "text/html")
            .header("Content-Type", type)
            .method(address.method(), BodyPublishers.ofString(sent));
    if (!form) {
      request.header("Authorization", "Basic " + Client.basic("ada"));
    }
    return form ? client.send(request) : new Client(url).send(request);
  }

  @Test
  void noAddressFailsOrIsSilentWhateverIsSentToIt() throws Exception {
    client = new Client(url).signIn("ada");
    csrf = client.token("/connections");
    List<String> findings = new ArrayList<>();
    List<Address> changing =
        Addresses.changing().stream().filter(each -> !each.path().startsWith("/sign-")).toList();
    assertThat(changing).hasSizeGreaterThan(55);
    for (Address address : changing) {
      for (Map.Entry<String, String> wrong : WRONG) {
        HttpResponse<String> answer = send(address, wrong.getKey(), wrong.getValue());
        String what =
            "%s with %s: %d %s"
                .formatted(
                    address,
                    wrong.getValue().length() > 60 ? "a long body" : wrong.getValue(),
                    answer.statusCode(),
                    answer.body());
        if (answer.statusCode() == 500) {
          findings.add(what);
        } else if (answer.statusCode() >= 400
            && !isSentence(address.api() ? detail(answer) : told(answer))) {
          findings.add(what);
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void noPageOrListFailsOrIsSilentWhateverItIsAskedFor() throws Exception {
    client = new Client(url).signIn("ada");
    String odd =
        "?connection=nobody&after=%00x&place=x&key=%7C&q=%25%27&until=yesterday&from=0&to=-1"
            + "&page=-1&over=year&before=x&delivery=none&list=x&limit=x";
    List<String> findings = new ArrayList<>();
    for (Address address : Addresses.showing()) {
      for (String query : address.api() ? List.of("", odd) : List.of(odd)) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(url.resolve(address.path() + query))
                    .header("Accept", address.api() ? "*/*" : "text/html"));
        boolean told =
            address.api()
                ? isSentence(detail(answer))
                : answer.body().contains("class=\"lead\"") || answer.body().contains("told bad");
        // Of classes whose paths match, only the one with the longest path is asked.
        boolean lost =
            query.isEmpty()
                && NOTHING.matcher(answer.body()).find()
                && !address.path().contains("nobody");
        if (lost || answer.statusCode() == 500 || answer.statusCode() >= 400 && !told) {
          findings.add("%s%s: %d %s".formatted(address, query, answer.statusCode(), answer.body()));
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void aServiceThatRefusesOrIsAwayIsToldByEveryForm() throws Exception {
    client = new Client(url).signIn("ada");
    csrf = client.token("/connections");
    Fakes fakes = new Fakes(services);
    fakes.refuseAll(409, "It was decided before: look at the list again");
    List<String> findings = new ArrayList<>();
    for (Address address : Addresses.changing()) {
      if (address.api() || address.path().startsWith("/sign-")) {
        continue;
      }
      String path = address.path().replace("nobody", "zendesk-prod");
      HttpResponse<String> answer = send(new Address(address.method(), path), FORM, FULL);
      String told = told(answer);
      if (answer.statusCode() >= 500 || !isSentence(told)) {
        findings.add("%s: %d %s".formatted(path, answer.statusCode(), told));
      }
    }
    assertThat(findings).isEmpty();
  }

  /** All that any form wants. */
  private static final String FULL =
      "connection=zendesk-prod&place=writing&object=user&kind=REJECTED&reason=why&id=d1&why=why"
          + "&act=retry&call=7&delivery=d1&ref=z%7Cuser%7Cf%7Ccontact%7C1&key=501&version=1"
          + "&state=live&typed=zendesk-prod&stream=tickets&from=2026-01-01&to=zendesk-old"
          + "&side.name=fusion-prod&name=customers";

  private static String detail(HttpResponse<String> answer) {
    try {
      return CanonicalJson.read(answer.body(), JsonNode.class).path("detail").asText("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** What the next page tells, or this one. */
  private static String told(HttpResponse<String> answer) {
    if (answer.statusCode() != 303) {
      return answer
          .body()
          .replaceAll("(?s).*class=\"(?:told bad|lead)\"[^>]*>", "")
          .replaceAll("(?s)^<p>|</p>.*", "");
    }
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(each -> each.startsWith("mlconnector_told="))
        .map(each -> each.substring(each.indexOf('=') + 1, each.indexOf(';')))
        .map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  /** At least a few words; codes and names of classes are none. */
  private static boolean isSentence(String text) {
    return text.strip().split("\\s+").length >= 4 && !text.contains("Exception");
  }
}
