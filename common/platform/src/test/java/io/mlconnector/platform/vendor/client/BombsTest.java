package io.mlconnector.platform.vendor.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.vendor.answer.Classifier;
import io.mlconnector.platform.vendor.answer.Redactor;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.VendorFailure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a vendor that was taken over: each is a failure of that call and of nothing else. */
@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class BombsTest {

  private static final Classifier CLASSIFIER = new Classifier(Clock.systemUTC(), new Redactor());

  /** A typed client as adapters have them. */
  @Path("/")
  public interface Api {
    @GET
    JsonNode tree();

    @GET
    @Path("/record")
    Priced priced();
  }

  /** An answer's type. */
  public record Priced(BigDecimal amount) {}

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/xml", "text/plain", ""})
  void everyBombIsAFailureOrSomethingSmall(String type) {
    Map<String, byte[]> bombs = new HashMap<>(Bombs.json());
    bombs.putAll(Bombs.xml());
    bombs.forEach(
        (name, bomb) -> {
          try (TypedClients clients = clients(200, type, bomb)) {
            Api api = clients.client(Api.class);
            try {
              JsonNode tree = api.tree();
              assertThat(tree.toString()).as(name).hasSizeLessThan(bomb.length + 10);
            } catch (VendorFailure failure) {
              assertThat(failure).as(name).message().hasSizeLessThan(1_000);
            }
            try {
              assertThat(api.priced().amount()).as(name).isNull();
            } catch (VendorFailure failure) {
              assertThat(failure).as(name).message().hasSizeLessThan(1_000);
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 404, 429, 500, 503})
  void everyBombIsJudgedByItsStatusWithoutBeingRead(int status) {
    Map<String, byte[]> bombs = new HashMap<>(Bombs.json());
    bombs.putAll(Bombs.xml());
    bombs.forEach(
        (name, bomb) -> {
          Answer answer = answer(status, "application/json", bomb);
          CLASSIFIER
              .failure(answer)
              .ifPresent(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1_000));
          assertThat(CLASSIFIER.failure(answer).isPresent()).as(name).isEqualTo(status != 200);
        });
  }

  private static TypedClients clients(int status, String type, byte[] body) {
    return new TypedClients(
        URI.create("https://vendor.example"),
        new Calls() {
          @Override
          public Answer call(Call call) {
            return answer(status, type, body);
          }

          @Override
          public VendorFailure unreadable(Answer answer, String expected) {
            return CLASSIFIER.unreadable(answer, expected);
          }
        });
  }

  private static Answer answer(int status, String type, byte[] body) {
    return new Answer(status, Map.of("content-type", List.of(type)), body);
  }
}
