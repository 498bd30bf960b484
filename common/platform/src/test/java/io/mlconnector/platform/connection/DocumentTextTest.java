package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.hostile.Bombs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentTextTest {

  @Test
  void everyYamlScalarStaysTheTextThatWasWritten() {
    assertThat(DocumentText.yaml("{a: 1.10, b: 12:30, c: no, d: 007, e: 2026-01-31, f: ~}"))
        .containsExactlyInAnyOrderEntriesOf(
            mapWithNull(
                "f", Map.of("a", "1.10", "b", "12:30", "c", "no", "d", "007", "e", "2026-01-31")));
  }

  @Test
  void jsonGivesTheSameTree() {
    assertThat(DocumentText.json("{\"a\": 1.10, \"b\": true, \"c\": [\"x\", 2], \"d\": null}"))
        .isEqualTo(mapWithNull("d", Map.of("a", "1.10", "b", "true", "c", List.of("x", "2"))));
  }

  @Test
  void malformedYamlIsToldByLineAndColumn() {
    assertThatThrownBy(() -> DocumentText.yaml("id: a\nauth: {mode: basic\nbaseUrl: x\n"))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageStartingWith("line 3, column 8: malformed YAML");
  }

  @Test
  void aTabIsToldByLineAndColumn() {
    assertThatThrownBy(() -> DocumentText.yaml("auth:\n\tmode: basic\n"))
        .hasMessageStartingWith("line 2, column 1: malformed YAML");
  }

  @Test
  void malformedYamlShowsNoSecretNearby() {
    assertThatThrownBy(() -> DocumentText.yaml("clientSecret: hunter2\n  bad: x"))
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void malformedJsonIsToldByLineAndColumnAndShowsNothing() {
    assertThatThrownBy(() -> DocumentText.json("{\"a\": \"x\",\n \"secret\": hunter2}"))
        .hasMessageStartingWith("line 2, column")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aFieldThatIsGivenTwiceIsRefusedInBothForms() {
    assertThatThrownBy(() -> DocumentText.yaml("a: 1\na: 2")).hasMessageContaining("duplicate");
    assertThatThrownBy(() -> DocumentText.json("{\"a\": 1, \"a\": 2}"))
        .hasMessageContaining("a field is given twice");
  }

  @Test
  void aliasesThatExplodeAreRefused() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> DocumentText.yaml(yaml.toString()))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("aliases");
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertThatThrownBy(() -> DocumentText.yaml("a: &a\n  b: *a\n"))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("nested");
  }

  @Test
  void javaTypesAreNotMade() {
    assertThatThrownBy(() -> DocumentText.yaml("a: !!java.io.File [/tmp/x]"))
        .isInstanceOf(InvalidDocument.class);
  }

  @Test
  void whatIsNoMapOfFieldsIsRefused() {
    assertThatThrownBy(() -> DocumentText.yaml("")).hasMessage("the document is empty");
    assertThatThrownBy(() -> DocumentText.yaml("- a")).hasMessageContaining("map of fields");
    assertThatThrownBy(() -> DocumentText.json("")).hasMessage("the document is empty");
    assertThatThrownBy(() -> DocumentText.json("[1]")).hasMessageContaining("map of fields");
  }

  private static Map<String, Object> mapWithNull(String key, Map<String, Object> others) {
    Map<String, Object> map = new java.util.LinkedHashMap<>(others);
    map.put(key, null);
    return map;
  }

  @Test
  void noBombIsTakenForADocument() {
    Bombs.yaml()
        .forEach(
            (name, bomb) ->
                assertThatThrownBy(() -> DocumentText.yaml(bomb))
                    .as(name)
                    .isInstanceOf(InvalidDocument.class));
    Bombs.json()
        .forEach(
            (name, bomb) -> {
              String text = new String(bomb, StandardCharsets.UTF_8);
              try {
                assertThat(DocumentText.json(text).toString()).as(name).hasSizeLessThan(200_000);
              } catch (InvalidDocument refused) {
                assertThat(refused.getMessage()).as(name).hasSizeLessThan(500);
              }
            });
  }
}
