package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries to records that people edit too. */
class GuardTest {

  /** So many may be flagged at once in any case. */
  private static final int MOST = 20;

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
    assertThat(world.deaths).isEmpty();
  }

  @Test
  void anotherValueThanExpectedIsNotWrittenOver() {
    String key = world.target.foreign("organization", "name", "Of the people");
    world.own();

    world.send(guarded(Mode.UPSERT, key, "Ours", "Of before"));
    world.settled();

    Outcome told = world.outcomes().get(0);
    assertThat(told.result()).isEqualTo(Result.CHANGED);
    assertThat(told.stored().get("name").asText()).isEqualTo("Of the people");
    assertThat(world.target.get(key).get("name").asText()).isEqualTo("Of the people");
  }

  @Test
  void ourOwnValueThatIsThereAlreadyIsNoSurprise() {
    String key = world.target.foreign("organization", "name", "Ours");
    world.own();

    world.send(guarded(Mode.UPSERT, key, "Ours", "Of before"));
    world.settled();

    assertThat(world.outcomes().get(0).result()).isEqualTo(Result.UNCHANGED);
    assertThat(world.target.applied()).isEmpty();
  }

  @Test
  void flagsOfManyPairsAtOnceWaitForAPersonAndTheirEditsGoOn() {
    world.own();
    String[] keys = new String[MOST + 1];
    Delivery[] links = new Delivery[keys.length];
    Delivery[] flags = new Delivery[keys.length];
    for (int i = 0; i < keys.length; i++) {
      String of = "pair" + i;
      keys[i] = world.target.foreign("organization", "name", "Pair " + i);
      links[i] = guarded(of, Mode.LOOK, keys[i], null, null);
      flags[i] = world.delivery("organization", of, Mode.FLAG_REMOVED, World.field("name", "gone"));
    }
    world.send(links);
    world.settled();
    world.send(flags);
    world.until("they are held", () -> world.count("waiting") == keys.length);

    world.send(guarded("pair0", Mode.UPSERT, keys[0], "Edited", "Pair 0"));
    world.settled();

    assertThat(world.texts("select counted from mass_change")).containsExactly("" + keys.length);
    assertThat(world.target.applied()).as("no flag").hasSize(1);
    assertThat(world.target.get(keys[0]).get("name").asText()).isEqualTo("Edited");
  }

  @Test
  void theExpectedValueIsReplacedAndToldAsStored() {
    String key = world.target.foreign("organization", "name", "Of before");
    world.organizations.applied =
        write -> world.target.edit("organization", key, "name", "Ours, cu");
    world.own();

    world.send(guarded(Mode.UPSERT, key, "Ours, cut short", "Of before"));
    world.settled();

    Outcome told = world.outcomes().get(0);
    assertThat(told.result()).isEqualTo(Result.UPDATED);
    assertThat(told.stored().get("name").asText()).isEqualTo("Ours, cu");
  }

  @Test
  void whatCannotBeReadBackIsNotToldAsItWasSent() {
    String key = world.target.foreign("organization", "name", "Of before");
    world.organizations.applied =
        write -> world.target.edit("organization", key, "name", "Ours, cu");
    world.organizations.beforeFind =
        writes -> {
          if (!world.target.applied().isEmpty()) {
            throw VendorFailure.throttled(429, Duration.ofSeconds(9), "slow down");
          }
        };
    world.own();

    world.send(guarded(Mode.UPSERT, key, "Ours, cut short", "Of before"));
    world.settled();

    Outcome told = world.outcomes().get(0);
    assertThat(told.result()).isEqualTo(Result.UPDATED);
    assertThat(told.stored()).doesNotContainKey("name");
    assertThat(told.reason()).contains("could not be read back");
    assertThat(world.target.applied()).hasSize(1);
  }

  @Test
  void whatTheAnswerToldIsToldWithoutReadingIt() {
    String key = world.target.foreign("organization", "name", "Of before");
    world.organizations.instead =
        write -> new WriteResult.Updated(key, Map.of("name", TextNode.valueOf("Ours, cu")));
    world.own();

    world.send(guarded(Mode.UPSERT, key, "Ours, cut short", "Of before"));
    world.settled();

    Outcome told = world.outcomes().get(0);
    assertThat(told.stored().get("name").asText()).isEqualTo("Ours, cu");
    assertThat(told.reason()).isNull();
    assertThat(world.organizations.finds).hasSize(1);
  }

  @Test
  void aRecordThatNoLinkNamesIsToldOfAndNotTouched() {
    String key = world.target.foreign("organization", "name", "Acme");
    world.own();

    world.send(guarded(Mode.UPSERT, null, "Acme", null));
    world.settled();

    Outcome told = world.outcomes().get(0);
    assertThat(told.result()).isEqualTo(Result.CHANGED);
    assertThat(told.targetKey()).isEqualTo(key);
    assertThat(world.texts("select target_key from link")).isEmpty();
    assertThat(world.target.applied()).isEmpty();
  }

  @Test
  void aLookWithNothingToLookAtOnlyLinks() {
    world.own();

    world.send(guarded(Mode.LOOK, "organization-7", null, null));
    world.settled();

    assertThat(world.outcomes().get(0).result()).isEqualTo(Result.UNCHANGED);
    assertThat(world.texts("select target_key from link")).containsExactly("organization-7");
    assertThat(world.organizations.finds).isEmpty();
  }

  private Delivery guarded(Mode mode, String key, String name, String expected) {
    return guarded("1", mode, key, name, expected);
  }

  private Delivery guarded(String of, Mode mode, String key, String name, String expected) {
    Delivery plain = world.organization(of, name);
    List<FieldWrite> fields =
        plain.fields().stream()
            .filter(field -> name != null && field.path().equals("name"))
            .map(field -> expected == null ? field : field.expecting(TextNode.valueOf(expected)))
            .toList();
    return new Delivery(
        plain.id(),
        plain.ref(),
        mode,
        plain.route(),
        plain.routeVersion(),
        plain.journey(),
        plain.sequence(),
        plain.order(),
        fields,
        List.of("name"),
        plain.policies(),
        null,
        plain.seen(),
        key,
        true);
  }
}
