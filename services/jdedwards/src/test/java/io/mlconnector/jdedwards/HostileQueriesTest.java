package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.hostile.HostileTexts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts of strangers in conditions: the data service reads them as values and as nothing else. */
class HostileQueriesTest {

  private static final Query BOOK = Query.of("F0101", List.of("AN8", "ALKY"), 100);

  @Test
  void aHostileTextIsOneLiteralOfOneCondition() throws JsonProcessingException {
    for (String text : HostileTexts.values()) {
      JsonNode body = sent(BOOK.where("ALKY", "EQUAL", text));

      assertThat(body.at("/query/condition")).hasSize(1);
      JsonNode condition = body.at("/query/condition/0");
      assertThat(condition.path("controlId").asText()).isEqualTo("F0101.ALKY");
      assertThat(condition.path("operator").asText()).isEqualTo("EQUAL");
      assertThat(condition.path("value")).hasSize(1);
      assertThat(condition.at("/value/0/content").asText()).isEqualTo(text);
      assertThat(condition.at("/value/0/specialValueId").asText()).isEqualTo("LITERAL");
      assertThat(without(body)).isEqualTo(without(sent(BOOK.where("ALKY", "EQUAL", "x"))));
    }
  }

  @Test
  void manyAreAListOfAsManyLiterals() throws JsonProcessingException {
    List<String> texts = HostileTexts.values();

    JsonNode body = sent(BOOK.among("ALKY", texts));

    List<String> contents = new ArrayList<>();
    body.at("/query/condition/0/value")
        .forEach(
            value -> {
              assertThat(value.path("specialValueId").asText()).isEqualTo("LITERAL");
              contents.add(value.path("content").asText());
            });
    assertThat(contents).isEqualTo(texts);
    assertThat(body.at("/query/condition/0/operator").asText()).isEqualTo("LIST");
  }

  /** As the vendor reads what we write. */
  private static JsonNode sent(Query query) throws JsonProcessingException {
    return CanonicalJson.mapper().readTree(query.browse().toString());
  }

  private static String without(JsonNode body) {
    return body.toString()
        .replace(body.at("/query/condition/0/value/0/content").toString(), "\"\"");
  }
}
