package io.mlconnector.flow.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void anInvalidRequestIsToldFieldByField() {
    Response answer =
        Problem.invalid("The document is wrong", List.of(new FieldError("id", "is missing")))
            .response();

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getMediaType()).hasToString(Problem.MEDIA_TYPE);
    assertThat(body(answer).at("/errors/0/field").asText()).isEqualTo("id");
    assertThat(body(answer).at("/title").asText()).isEqualTo("Unprocessable Content");
  }

  @Test
  void notNowSaysWhenToComeAgainInWholeSeconds() {
    Response answer = Problem.unavailable("Starting", Duration.ofMillis(300)).response();

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("1");
  }

  @Test
  void anUnknownAddressGetsTheSameForm() {
    Response answer = new RequestProblems().toResponse(new NotFoundException());

    assertThat(answer.getStatus()).isEqualTo(404);
    assertThat(body(answer).at("/detail").asText())
        .startsWith("There is nothing at this address: ");
  }

  @Test
  void malformedJsonIsToldByPlaceAndNotRepeated() {
    Response answer = new UnreadableBodies().toResponse(malformed("{\n \"secret\": hunter2}"));

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(body(answer).at("/detail").asText())
        .startsWith("line 2, column")
        .doesNotContain("hunter2");
  }

  @Test
  void aDatabaseThatIsAwayIsNotAFaultOfOurs() {
    DatabaseProblems problems = new DatabaseProblems();

    assertThat(problems.toResponse(failed("08006")).getStatus()).isEqualTo(503);
    assertThat(problems.toResponse(failed("57P01")).getStatus()).isEqualTo(503);
    assertThat(problems.toResponse(failed("42601")).getStatus()).isEqualTo(500);
  }

  @Test
  void aFaultOfOursShowsNothingOfItself() {
    Response answer = new UnexpectedProblems().toResponse(new IllegalStateException("hunter2"));

    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(body(answer).toString()).contains("reference").doesNotContain("hunter2");
  }

  private static DatabaseUnavailable failed(String state) {
    return new DatabaseUnavailable(new SQLException("no", state));
  }

  private static JsonProcessingException malformed(String json) {
    try {
      CanonicalJson.mapper().readTree(json);
      throw new AssertionError("It is JSON: " + json);
    } catch (JsonProcessingException e) {
      return e;
    }
  }

  private static JsonNode body(Response answer) {
    return CanonicalJson.read((byte[]) answer.getEntity(), JsonNode.class);
  }
}
