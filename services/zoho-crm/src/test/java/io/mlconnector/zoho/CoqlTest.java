package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoqlTest {

  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

  private static JsonNode row(String id, String modified) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("Modified_Time", modified);
  }

  @Test
  void aListIsCutInHundredsThatStandInPairs() {
    List<String> ids = IntStream.range(0, 250).mapToObj(String::valueOf).toList();

    String condition = Coql.in("id", ids);

    assertThat(condition).startsWith("((id in ('0', '1'").endsWith("'249'))");
    assertThat(condition.split(" or ")).hasSize(3);
    assertThat(condition.split("id in")[1].split(",")).hasSize(100);
  }

  @Test
  void aQuoteInAValueEndsNoText() {
    assertThat(Coql.in("Tax_ID", List.of("O'Neil"))).isEqualTo("Tax_ID in ('O''Neil')");
  }

  @Test
  void readingGoesOnBehindTheLastRowEvenWithinASecond() {
    Position next = Position.from(TEN).after(row("7", "2026-11-21T13:00:01+03:00"));

    assertThat(Position.parse(next.toString())).isEqualTo(next);
    assertThat(next.where(TEN.plusSeconds(9)))
        .isEqualTo(
            "(((Modified_Time = '2026-11-21T10:00:01+00:00' and id > '7') or"
                + " Modified_Time > '2026-11-21T10:00:01+00:00') and"
                + " Modified_Time <= '2026-11-21T10:00:09+00:00')"
                + " order by Modified_Time asc, id asc");
  }

  @Test
  void readingThatDoesNotGetOnStopsLoudly() {
    Position seven = new Position(TEN, "7");

    assertThat(
            catchThrowableOfType(
                VendorFailure.class, () -> seven.after(row("7", "2026-11-21T10:00:00Z"))))
        .hasMessageContaining("does not go on after record 7");
    assertThat(
            catchThrowableOfType(
                VendorFailure.class, () -> seven.after(row("8", "2026-11-21T09:00:00Z"))))
        .isNotNull();
  }

  @Test
  void anAnswerWithoutABodyIsEmpty() {
    assertThat(Coql.read(null).rows()).isEmpty();
    assertThat(Coql.read(null).more()).isFalse();
  }

  @Test
  void anErrorInAnAnswerThatLooksGoodIsNoEmptyList() {
    JsonNode error =
        JsonNodeFactory.instance.objectNode().put("code", "INVALID_QUERY").put("message", "no");

    assertThat(catchThrowableOfType(VendorFailure.class, () -> Coql.read(error)))
        .hasMessageContaining("without data");
  }
}
