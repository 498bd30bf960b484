package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that somebody wrote for another program arrive as they are, or are parked and say why. */
@QuarkusTest
class HostileNamesTest extends ZendeskTest {

  private static final int LONGEST = 255;

  @Test
  void everyHostileNameArrivesAsItIsOrIsParkedWithAReasonOfOneLine() {
    Map<String, Wish> wishes = new LinkedHashMap<>();
    Map<String, Delivery> deliveries = new LinkedHashMap<>();
    HostileTexts.all()
        .forEach(
            (name, text) -> {
              // Mapping sets half a character aside before it delivers.
              if (!name.endsWith("surrogate")) {
                Wish wish =
                    organization(newKey()).with("name", named(text, name)).with("notes", text);
                wishes.put(name, wish);
                deliveries.put(name, wish.delivery());
              }
            });
    Wish commas = commas();
    deliveries.put("commas in the key", commas.delivery());

    send(deliveries.values().toArray(new Delivery[0]));

    Map<String, Outcome> outcomes = Topic.outcomes(List.copyOf(deliveries.values()));
    assertThat(outcomes).hasSize(deliveries.size());
    wishes.forEach(
        (name, wish) -> {
          Outcome outcome = outcomes.get(deliveries.get(name).id());
          String text = HostileTexts.all().get(name);
          if (outcome.result() == Result.PARKED) {
            assertThat(text).as(name + ": " + outcome.reason()).hasSizeGreaterThan(LONGEST);
            assertThat(outcome.reason()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
          } else {
            JsonNode made = organizations(wish).get(0);
            assertThat(made.path("name").asText()).as(name).isEqualTo(named(text, name).strip());
            assertThat(made.path("notes").asText()).as(name).isEqualTo(text);
          }
        });
    Delivery again = commas.with("notes", "known by its external id").delivery();
    send(again);
    assertThat(Topic.outcome(again).result()).isEqualTo(Result.UPDATED);
  }

  /** Zendesk takes a name once, and blanks around it for nothing. */
  private static String named(String text, String name) {
    return text + " of " + name;
  }

  private static Wish commas() {
    String key = newKey() + "," + newKey();
    return Wish.of(CONNECTION, "organization", new RecordKey("fusion", "customer", key))
        .with("name", "Company " + key);
  }
}
