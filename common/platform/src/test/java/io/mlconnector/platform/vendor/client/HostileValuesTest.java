package io.mlconnector.platform.vendor.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.PlainCommas;
import io.mlconnector.spi.VendorFailure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts of strangers in addresses and forms: each is one value, and the one that it was. */
@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class HostileValuesTest {

  /** A typed client as adapters have them. */
  @Path("/api")
  public interface Api {
    @GET
    @Path("things/{id}/parts")
    void asked(@PathParam("id") String id, @QueryParam("q") String q, @QueryParam("n") int n);

    @GET
    @PlainCommas
    @Path("listed")
    void listed(@QueryParam("q") String q, @QueryParam("n") int n);

    @POST
    @Path("form")
    void form(@FormParam("q") String q, @FormParam("n") int n);
  }

  private final List<Call> made = new ArrayList<>();
  private final TypedClients clients =
      new TypedClients(
          URI.create("https://vendor.example"),
          new Calls() {
            @Override
            public Answer call(Call call) {
              made.add(call);
              return new Answer(204, Map.of(), new byte[0]);
            }

            @Override
            public VendorFailure unreadable(Answer answer, String expected) {
              return VendorFailure.rejected(answer.status(), expected);
            }
          });

  @Test
  void aHostileTextIsOneValueAndNothingElse() {
    Api api = clients.client(Api.class);
    HostileTexts.all()
        .forEach(
            (name, text) -> {
              made.clear();
              api.asked(text, text, 7);
              api.listed(text, 7);
              api.form(text, 7);

              String said = name.endsWith("surrogate") ? whole(text) : text;
              URI asked = made.get(0).request().uri();
              assertThat(asked.getRawPath()).as(name).matches("/api/things/[^/]+/parts");
              assertThat(asked.getPath()).as(name).isEqualTo("/api/things/" + said + "/parts");
              assertThat(asked.getHost()).isEqualTo("vendor.example");
              assertThat(parts(asked.getRawQuery())).as(name).containsExactly("q=" + said, "n=7");
              assertThat(asked.toString()).as(name).matches("[!-~]+");
              assertThat(parts(made.get(1).request().uri().getRawQuery()))
                  .as(name)
                  .containsExactly("q=" + said, "n=7");
              assertThat(parts(new String(made.get(2).request().body(), StandardCharsets.UTF_8)))
                  .as(name)
                  .containsExactlyInAnyOrder("q=" + said, "n=7");
            });
    clients.close();
  }

  /** Half a character cannot be said in UTF-8. */
  private static String whole(String text) {
    return text.replaceAll("[\\ud800-\\udfff]", "\ufffd");
  }

  private static List<String> parts(String query) {
    return List.of(query.split("&")).stream()
        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
        .toList();
  }
}
