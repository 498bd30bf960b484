package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final String RULE =
      "{\"error\":{\"code\":\"\",\"message\":\"An error has"
          + " occurred.\",\"innererror\":{\"message\":\"Write failed for table row of type"
          + " 'CustCustomerV3Entity'. Infolog: Error: no such"
          + " group.\",\"type\":\"Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException\",\"stacktrace\":\""
          + "   at Secret.Internals()\"}}}";

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
