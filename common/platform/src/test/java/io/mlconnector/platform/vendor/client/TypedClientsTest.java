package io.mlconnector.platform.vendor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.spi.BodyType;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.ReadOnly;
import io.mlconnector.spi.VendorFailure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The REST client of the framework, with its transport replaced. */
@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class TypedClientsTest {

  /** A vendor's record: unknown members are ignored, money is exact. */
  record Thing(String id, BigDecimal limit) {}

  @Path("/api/v2")
  interface Things {
    @GET
    @Path("/things/{id}")
    Thing one(@PathParam("id") String id);

    @GET
    @Path("things")
    List<Thing> many(@QueryParam("ids") List<String> ids, @QueryParam("q") String q);

    @GET
    @Path("/things/{id}")
    JsonNode tree(@PathParam("id") String id);

    @GET
    @Path("/things/{id}")
    String text(@PathParam("id") String id);

    @GET
    @Path("/things/{id}")
    Response whole(@PathParam("id") String id, @HeaderParam("If-None-Match") String etag);

    @HEAD
    @Path("/things/{id}")
    void touch(@PathParam("id") String id);

    @POST
    @Path("/things")
    Thing create(Thing thing);

    @POST
    @Path("/parts")
    void parts(@HeaderParam(BodyType.HEADER) String type, byte[] body);

    @PUT
    @Path("/things/{id}")
    @Consumes("application/vnd.vendor.item+json")
    Thing replace(@PathParam("id") String id, JsonNode thing);

    @PATCH
    @Path("/things/{id}")
    Thing change(@PathParam("id") String id, Map<String, Object> fields);

    @DELETE
    @Path("/things/{id}")
    void delete(@PathParam("id") String id);

    @PUT
    @Path("/things")
    Thing replaceMany(@HeaderParam(Limits.COST) int cost, JsonNode things);

    @POST
    @Path("/search")
    @ReadOnly
    @Consumes("application/x-www-form-urlencoded")
    JsonNode search(@FormParam("q") String q, @FormParam("page") int page);
  }

  private final List<Call> made = new ArrayList<>();
  private final List<Boolean> onEventLoop = new ArrayList<>();
  private Function<Call, Answer> vendor = call -> json(200, "{\"id\":\"7\",\"limit\":1.10}");
  private final TypedClients clients =
      new TypedClients(URI.create("http://vendor.invalid:1/base"), new FakeCalls());
  private final Things things = clients.client(Things.class);

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void whatACallCostsIsKnownAndNotSent() {
    things.replaceMany(10, CanonicalJson.mapper().createObjectNode());

    assertThat(made.get(0).cost()).isEqualTo(10);
    assertThat(made.get(0).request().headers())
        .noneMatch(header -> header.name().equalsIgnoreCase(Limits.COST));
    things.one("7");
    assertThat(made.get(1).cost()).isEqualTo(1);
  }

  @Test
  void aBodyIsOfTheTypeThatTheCallSays() {
    vendor = call -> new Answer(204, Map.of(), new byte[0]);

    things.parts("multipart/mixed; boundary=b-1", new byte[] {1});
    things.parts("multipart/mixed; boundary=b-2", new byte[] {1});

    assertThat(made)
        .extracting(this::contentType)
        .containsExactly("multipart/mixed; boundary=b-1", "multipart/mixed; boundary=b-2");
    assertThat(made.get(0).request().headers())
        .noneMatch(header -> header.name().equalsIgnoreCase(BodyType.HEADER));
  }

  @Test
  void aMethodGivesItsRecord() {
    vendor = call -> json(200, "{\"id\":7,\"limit\":1.10,\"new\":{}}");

    assertThat(things.one("a b")).isEqualTo(new Thing("7", new BigDecimal("1.10")));

    assertThat(made.get(0).request().uri())
        .hasToString("http://vendor.invalid:1/base/api/v2/things/a%20b");
    assertThat(made.get(0).request().method()).isEqualTo("GET");
    assertThat(made.get(0).template()).isEqualTo("/api/v2/things/{id}");
    assertThat(made.get(0).read()).isTrue();
    assertThat(onEventLoop).containsExactly(false);
  }

  @Test
  void xmlIsReadAsTheJsonThatItWouldBe() {
    vendor = call -> xml("<thing id='7' limit='1.10' new='x'/>");

    assertThat(things.one("7")).isEqualTo(new Thing("7", new BigDecimal("1.10")));

    vendor = call -> xml("<thing id='7'><thing>");
    assertThat(catchThrowableOfType(VendorFailure.class, () -> things.one("7")).kind())
        .isEqualTo(VendorFailure.Kind.UNAVAILABLE);
    vendor = call -> xml("<thing limit='much'/>");
    assertThat(catchThrowableOfType(VendorFailure.class, () -> things.one("7")))
        .hasMessageContaining("Thing");
  }

  private static Answer xml(String body) {
    return new Answer(
        200,
        Map.of("content-type", List.of("application/xml;charset=utf-8")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMethodGivesGenericTypesTreesAndText() {
    vendor = call -> json(200, "[{\"id\":\"1\"},{\"id\":\"2\"}]");

    assertThat(things.many(List.of("1", "2"), "a+b=c")).extracting(Thing::id).contains("1", "2");
    assertThat(made.get(0).request().uri().getRawQuery()).isEqualTo("ids=1&ids=2&q=a%2Bb%3Dc");
    assertThat(things.tree("1").path(1).path("id").asText()).isEqualTo("2");
    assertThat(things.text("1")).isEqualTo("[{\"id\":\"1\"},{\"id\":\"2\"}]");
  }

  @Test
  void anEmptyAnswerIsNull() {
    vendor = call -> new Answer(204, Map.of(), new byte[0]);

    assertThat(things.one("1")).isNull();
    assertThat(things.tree("1")).isNull();
    assertThat(things.text("1")).isEmpty();
    things.touch("1");
    things.delete("1");
    assertThat(made).extracting(call -> call.request().method()).endsWith("HEAD", "DELETE");
  }

  @Test
  void nothingNewIsNullOrAResponse() {
    vendor = call -> new Answer(304, Map.of("etag", List.of("x")), new byte[0]);

    assertThat(things.one("1")).isNull();
    assertThat(things.whole("1", "x").getStatus()).isEqualTo(304);
  }

  @Test
  void aResponseHasStatusHeadersAndABodyToReadTwice() {
    vendor =
        call ->
            new Answer(
                201,
                Map.of("content-type", List.of("application/json"), "x-left", List.of("3")),
                "{\"id\":\"7\",\"limit\":\"2.5\"}".getBytes(StandardCharsets.UTF_8));

    Response response = things.whole("1", "abc");

    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getHeaderString("X-Left")).isEqualTo("3");
    assertThat(response.bufferEntity()).isTrue();
    assertThat(response.readEntity(Thing.class).limit()).isEqualByComparingTo("2.5");
    assertThat(response.readEntity(JsonNode.class).path("id").asText()).isEqualTo("7");
    assertThat(made.get(0).request().headers())
        .contains(new Request.Header("If-None-Match", "abc"));
  }

  @Test
  void bodiesAreWrittenAsJson() {
    things.create(new Thing("7", new BigDecimal("1.10")));
    things.replace("7", CanonicalJson.mapper().createObjectNode().putNull("limit").put("n", 1.5));
    things.change("7", Map.of("limit", "2"));

    assertThat(made).noneMatch(Call::read);
    assertThat(made)
        .extracting(call -> new String(call.request().body(), StandardCharsets.UTF_8))
        .containsExactly(
            "{\"id\":\"7\",\"limit\":\"1.10\"}", "{\"limit\":null,\"n\":1.5}", "{\"limit\":\"2\"}");
    assertThat(made)
        .extracting(this::contentType)
        .containsExactly(
            "application/json", "application/vnd.vendor.item+json", "application/json");
  }

  @Test
  void aFormIsWrittenAsAForm() {
    things.search("ä&b", 2);

    Call call = made.get(0);
    assertThat(new String(call.request().body(), StandardCharsets.UTF_8))
        .isIn("q=%C3%A4%26b&page=2", "page=2&q=%C3%A4%26b");
    assertThat(contentType(call)).startsWith("application/x-www-form-urlencoded");
    assertThat(call.read()).isTrue();
  }

  @Test
  void aFailureArrivesAsItIs() {
    VendorFailure failure = VendorFailure.throttled(429, null, "slow down");
    vendor =
        call -> {
          throw failure;
        };

    assertThatThrownBy(() -> things.one("1")).isSameAs(failure);
    assertThatThrownBy(() -> things.delete("1")).isSameAs(failure);
    assertThatThrownBy(() -> things.whole("1", null)).isSameAs(failure);
    assertThatThrownBy(() -> things.text("1")).isSameAs(failure);
  }

  @Test
  void anyOtherExceptionArrivesAsItIs() {
    IllegalStateException lost = new IllegalStateException("lease lost");
    vendor =
        call -> {
          throw lost;
        };

    assertThatThrownBy(() -> things.one("1")).isSameAs(lost);
  }

  @Test
  void aPageInsteadOfJsonIsAFailureWithItsWords() {
    vendor =
        call ->
            new Answer(
                200,
                Map.of("content-type", List.of("text/html")),
                "<html>Sign in".getBytes(StandardCharsets.UTF_8));

    for (Function<Things, Object> method :
        List.<Function<Things, Object>>of(t -> t.one("1"), t -> t.many(List.of(), ""))) {
      VendorFailure failure = catchThrowableOfType(VendorFailure.class, () -> method.apply(things));
      assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("unreadable");
    }
  }

  @Test
  void jsonOfAnotherShapeIsAFailureToo() {
    vendor = call -> json(200, "[1]");

    assertThat(catchThrowableOfType(VendorFailure.class, () -> things.one("1")).kind())
        .isEqualTo(VendorFailure.Kind.UNAVAILABLE);
  }

  private String contentType(Call call) {
    return call.request().headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
        .map(Request.Header::value)
        .reduce((one, two) -> one + " and " + two)
        .orElse(null);
  }

  private static Answer json(int status, String body) {
    return new Answer(
        status,
        Map.of("content-type", List.of("application/vnd.vendor+json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private final class FakeCalls implements Calls {
    @Override
    public Answer call(Call call) {
      made.add(call);
      onEventLoop.add(io.vertx.core.Context.isOnEventLoopThread());
      return vendor.apply(call);
    }

    @Override
    public VendorFailure unreadable(Answer answer, String expected) {
      return VendorFailure.unavailable(answer.status(), null, true, "unreadable: no " + expected);
    }
  }
}
