package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.jdedwards.Orchestration.Ended;
import io.mlconnector.spi.Found.Present;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is there after a call counts for more than how the call ended. */
class VerdictTest {

  private static final Ended WELL = new Ended.Well(JsonNodeFactory.instance.objectNode());
  private static final Ended WARNED = new Ended.Badly("It ended as WARNING: no hold code 99.");

  private static Map<String, JsonNode> texts(String... fieldsAndValues) {
    Map<String, JsonNode> texts = new java.util.HashMap<>();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      texts.put(fieldsAndValues[i], TextNode.valueOf(fieldsAndValues[i + 1]));
    }
    return texts;
  }

  private static Write write(String key, Map<String, JsonNode> sent, Map<String, JsonNode> before) {
    Ref ref = new Ref("jde", "customer", new RecordKey("zoho", "customer", "7"));
    return new Write("d", ref, key, sent, before, List.of(), Map.of(), false);
  }

  @Test
  void aCreationThatIsThereAsWantedWasMade() {
    Write write = write(null, texts("name", "Acme"), Map.of());

    WriteResult result = Verdict.of(write, WELL, new Present("42", texts("name", "Acme")), "42");

    assertThat(result).isEqualTo(new WriteResult.Created("42", texts("name", "Acme")));
  }

  @Test
  void aCreationOfWhichAStepFailedIsGoneOnWithAsAChange() {
    Write write = write(null, texts("name", "Acme", "holdCode", "99"), Map.of());
    Present there = new Present("42", texts("name", "Acme", "holdCode", ""));

    assertThat(Verdict.of(write, WARNED, there, "42"))
        .isEqualTo(new WriteResult.Changed("42", there.current()));
    assertThat(Verdict.of(write, WELL, there, "42"))
        .as("a step that failed in silence")
        .isInstanceOf(WriteResult.Changed.class);
  }

  @Test
  void aChangeThatIsNotThereIsRefusedWithTheVendorsWordsAndTheFields() {
    Write write = write("42", texts("holdCode", "99"), texts("holdCode", "C1"));

    WriteResult result =
        Verdict.of(write, WARNED, new Present("42", texts("holdCode", "C1")), "42");

    assertThat(((WriteResult.Rejected) result).reason())
        .contains("no hold code 99")
        .contains("Not stored: holdCode");
  }

  @Test
  void aValueThatWasCutWasStored() {
    Write write = write("42", texts("name", "A very long name"), texts("name", "Acme"));
    Present there = new Present("42", texts("name", "A very long"));

    assertThat(Verdict.of(write, WELL, there, "42"))
        .isEqualTo(new WriteResult.Updated("42", there.current()));
  }

  @Test
  void withoutAStatusNothingCountsAsSuccess() {
    Write write = write("42", texts("name", "Acme"), Map.of());
    Ended silent = new Ended.Silent("does not answer jde__status");

    assertThat(Verdict.of(write, silent, new Present("42", texts("name", "Acme")), "42"))
        .isInstanceOf(WriteResult.Rejected.class);
  }

  @Test
  void aFailedCreationOfWhichNothingIsThereIsRefused() {
    Write write = write(null, texts("name", "Acme"), Map.of());

    assertThat(Verdict.of(write, WARNED, null, null))
        .isEqualTo(new WriteResult.Rejected("It ended as WARNING: no hold code 99."));
  }
}
