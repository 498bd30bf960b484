package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.spi.VendorFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final String RULE =
      "{\"error\":{\"code\":\"\",\"message\":\"An error has"
          + " occurred.\",\"innererror\":{\"message\":\"Write failed for table row of type"
          + " 'CustCustomerV3Entity'. Infolog: Error: no such"
          + " group.\",\"type\":\"Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException\",\"stacktrace\":\""
          + "   at Secret.Internals()\"}}}";

  private final List<Integer> sent = new ArrayList<>();

  /** A server that stops at the first part that fails, which is the one that names BAD. */
  private String stopping(String request) {
    List<String> lines = request.lines().filter(line -> line.startsWith("PATCH ")).toList();
    sent.add(lines.size());
    StringBuilder answer = new StringBuilder();
    for (String line : lines) {
      boolean bad = line.contains("BAD");
      answer.append("--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ");
      answer.append(bad ? "500 Error\r\n\r\n" + RULE : "204 No Content\r\n\r\n").append("\r\n");
      if (bad) {
        break;
      }
    }
    return answer + "--b--\r\n";
  }

  private static Operation update(String address) {
    return Operation.update(address, JsonNodeFactory.instance.objectNode(), null);
  }

  @Test
  void whatStandsBehindAFailedPartIsSentAgain() {
    Batch batch = new Batch(URI.create("http://127.0.0.1/"), text -> "", this::stopping);

    List<Part> parts = batch.write(List.of(update("A"), update("BAD"), update("C"), update("D")));

    assertThat(parts).extracting(Part::status).containsExactly(204, 500, 204, 204);
    assertThat(sent).containsExactly(4, 2);
  }

  @Test
  void anAnswerThatLacksPartsWithoutAFailureIsOfUnknownOutcome() {
    Batch batch =
        new Batch(
            URI.create("http://127.0.0.1/"),
            text -> "",
            text -> "--b\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n--b--");

    assertThatThrownBy(() -> batch.write(List.of(update("A"), update("B"))))
        .isInstanceOfSatisfying(
            VendorFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.UNAVAILABLE);
              assertThat(failure.sent()).isTrue();
              assertThat(failure).hasMessageContaining("2 calls was answered with 1 parts");
            });
  }

  private static String answer(String change) {
    return String.join(
        "\r\n",
        "--batchresponse_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "HTTP/1.1 200 OK",
        "Content-Type: application/json; odata.metadata=minimal",
        "",
        "{\"a\":1}",
        "--batchresponse_1",
        change,
        "--batchresponse_1--",
        "");
  }

  @Test
  void partsAreReadAloneAndWithinChangesets() {
    List<Part> parts =
        Batch.parse(
            answer(
                String.join(
                    "\r\n",
                    "Content-Type: multipart/mixed; boundary=changesetresponse_2",
                    "",
                    "--changesetresponse_2",
                    "Content-Type: application/http",
                    "Content-ID: 1",
                    "",
                    "HTTP/1.1 204 No Content",
                    "",
                    "",
                    "--changesetresponse_2--")));

    assertThat(parts).extracting(Part::status).containsExactly(200, 204);
    assertThat(parts.get(0).good().path("a").asInt()).isEqualTo(1);
    assertThat(parts.get(1).body().isMissingNode()).isTrue();
  }

  @Test
  void aFailedChangesetIsOnePartAndABrokenRuleIsFinalUnder500() {
    List<Part> parts =
        Batch.parse(
            answer(
                String.join(
                    "\r\n",
                    "Content-Type: application/http",
                    "",
                    "HTTP/1.1 500 Internal Server Error",
                    "Content-Type: application/json",
                    "",
                    RULE)));

    assertThat(parts).hasSize(2);
    assertThat(parts.get(1).refusal())
        .contains("no such group")
        .doesNotContain("Internals", "stacktrace");
  }
}
