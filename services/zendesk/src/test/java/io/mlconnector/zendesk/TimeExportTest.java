package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.testkit.Http;
import io.mlconnector.zendesk.api.ExportsApi;
import io.mlconnector.zendesk.api.OrganizationsApi;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The export of organizations against the simulated vendor, whose pages are small here. */
class TimeExportTest {

  private static final int SIZE = 2;

  @Test
  void moreOrganizationsOfOneSecondThanAPageTakesAreAllGivenAndTheExportGoesOn() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.forTests())) {
      sandbox.zendesk().settings(settings -> settings.put("highVolume", true));
      sandbox.clock().advance(Duration.ofMinutes(10));
      Instant start = sandbox.clock().instant().minusSeconds(60);
      Set<String> made = new HashSet<>();
      // At least one second of the two that this may take has more of them than a page takes.
      sandbox
          .zendesk()
          .edit(
              account -> {
                for (int i = 0; i < 230; i++) {
                  var draft =
                      account
                          .organizations()
                          .check(SandboxJson.object().put("name", "Imported " + i));
                  made.add(String.valueOf(account.organizations().insert(draft).entity().id()));
                }
                return null;
              });
      sandbox.clock().advance(Duration.ofSeconds(30));
      made.add(organization(sandbox, "Later"));
      sandbox.clock().advance(Duration.ofMinutes(5));
      Connection connection = connection(sandbox);

      List<Page<JsonNode>> pages = poll(connection, new Cursor(start, null, null));

      assertThat(ids(pages)).containsExactlyInAnyOrderElementsOf(made);
      String cursor = pages.get(pages.size() - 1).next();
      sandbox.clock().advance(Duration.ofMinutes(1));
      made.clear();
      made.add(organization(sandbox, "New"));
      sandbox.clock().advance(Duration.ofMinutes(2));
      List<Page<JsonNode>> again = poll(connection, new Cursor(start, null, cursor));
      assertThat(again).hasSize(1);
      assertThat(ids(again))
          .as("the last row once more, and the new one")
          .hasSize(2)
          .containsAll(made);
    }
  }

  @Test
  void anAnswerThatIsNoExportOrGoesBackInTimeIsNamed() {
    assertThat(failure("{\"hello\":1}")).hasMessageContaining("without organizations");
    assertThat(failure("{\"organizations\":[],\"end_time\":5,\"end_of_stream\":false}"))
        .hasMessageContaining("back in time");
  }

  private static VendorFailure failure(String answer) {
    ExportsApi api =
        stub(ExportsApi.class, (name, with) -> CanonicalJson.read(answer, JsonNode.class));
    Connection connection = stub(Connection.class, (name, with) -> api);
    return catchThrowableOfType(
        VendorFailure.class,
        () -> new OrganizationStream(SIZE).fetch(connection, new Cursor(null, null, "1000")));
  }

  private static List<Page<JsonNode>> poll(Connection connection, Cursor from) {
    List<Page<JsonNode>> pages = new ArrayList<>();
    Cursor cursor = from;
    do {
      Page<JsonNode> page = new OrganizationStream(SIZE).fetch(connection, cursor);
      assertThat(page.next()).isNotEqualTo(page.last() ? "" : cursor.page());
      pages.add(page);
      cursor = cursor.at(page.next());
      assertThat(pages).as("goes round in circles").hasSizeLessThan(40);
    } while (!pages.get(pages.size() - 1).last());
    return pages;
  }

  private static Set<String> ids(List<Page<JsonNode>> pages) {
    Set<String> ids = new HashSet<>();
    pages.forEach(page -> page.records().forEach(row -> ids.add(row.path("id").asText())));
    return ids;
  }

  private static String organization(Sandbox sandbox, String name) {
    return new Http(URI.create(sandbox.control().toString()))
        .post("/sandbox/zendesk/organizations", "{\"name\":\"" + name + "\"}")
        .good()
        .json()
        .path("id")
        .asText();
  }

  /** A connection whose calls go to the sandbox, without budgets and without a platform. */
  private static Connection connection(Sandbox sandbox) {
    ExportsApi exports =
        stub(
            ExportsApi.class,
            (name, with) ->
                get(
                    sandbox,
                    "incremental/organizations.json?start_time=%s&per_page=%s".formatted(with)));
    OrganizationsApi organizations =
        stub(
            OrganizationsApi.class,
            (name, with) ->
                get(
                    sandbox,
                    "organizations.json?page%5Bsize%5D="
                        + with[0]
                        + (with[1] == null
                            ? ""
                            : "&page%5Bafter%5D="
                                + URLEncoder.encode((String) with[1], StandardCharsets.UTF_8))));
    return stub(
        Connection.class,
        (name, with) ->
            switch (name) {
              case "client" -> with[0] == ExportsApi.class ? exports : organizations;
              case "clock" -> clock(sandbox);
              default -> throw new IllegalStateException(name);
            });
  }

  private static Clock clock(Sandbox sandbox) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return sandbox.clock().instant();
      }
    };
  }

  private static JsonNode get(Sandbox sandbox, String path) {
    String pair = ZendeskAccess.SERVICE_EMAIL + "/token:" + ZendeskAccess.API_TOKEN;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.vendor("zendesk") + "/api/v2/" + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .build();
    try {
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return CanonicalJson.read(answer.body(), JsonNode.class);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  interface Answer {
    Object to(String method, Object[] arguments);
  }

  static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
