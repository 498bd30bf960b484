package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseTable;
import io.mlconnector.flow.pause.Pauses;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.platform.testsystem.TestSystem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionPausesTest {

  private final List<String> notCounted = new ArrayList<>();
  private Instant now = StoreFixture.NOW;
  private StoreFixture fixture;
  private ConnectionPauses here;
  private ConnectionPauses there;

  @BeforeEach
  void open(@TempDir Path folder) {
    Path keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("connection_pauses", keyset);
    fixture.transactions.run(sql -> sql.createStatement().execute("truncate pause"));
    for (String id : List.of("acme", "globex")) {
      fixture.put(
          """
          id: %s
          system: test-system
          baseUrl: https://acme.test-system.com
          auth: { mode: basic, user: robot, password: p }
          """
              .formatted(id));
    }
    fixture.outbox.clear();
    here = replica();
    there = replica();
  }

  private ConnectionPauses replica() {
    return new ConnectionPauses(
        fixture.transactions,
        new Pauses(fixture.transactions, clock()),
        fixture.news,
        List.of((sql, id, from, to) -> notCounted.add(id + " " + Duration.between(from, to))),
        new TestSystem(),
        clock());
  }

  @Test
  void aConnectionGoesOnByItselfAtTheEndAlsoWhereNobodyWasThereAtThatMoment() {
    here.begin(pause(Scope.CONNECTION, "acme", Duration.ofHours(1)));
    assertThat(there.hold("acme")).isTrue();
    assertThat(there.hold("globex")).isFalse();

    now = now.plus(Duration.ofHours(3));

    assertThat(here.hold("acme")).isFalse();
    assertThat(replica().hold("acme")).isFalse();
  }

  @Test
  void ofSeveralReplicasOneTellsThatAPauseIsOver() {
    here.begin(pause(Scope.CONNECTION, "acme", Duration.ofHours(1)));
    fixture.outbox.clear();
    here.endThoseThatAreOver();
    assertThat(fixture.outbox).isEmpty();

    now = now.plus(Duration.ofHours(3));
    here.endThoseThatAreOver();
    there.endThoseThatAreOver();

    assertThat(fixture.outbox).hasSize(1);
    assertThat(fixture.outbox.get(0)).contains("goes on by itself", "the vendor works on it");
    assertThat(notCounted).containsExactly("acme PT1H");
    assertThat(stored()).isEmpty();
  }

  @Test
  void eachWordHoldsUntilItIsTakenBackItself() {
    here.begin(pause(Scope.EVERYTHING, "", null));
    here.begin(pause(Scope.SYSTEM, TestSystem.NAME, null));
    here.begin(pause(Scope.CONNECTION, "acme", null));
    assertThat(here.of("acme")).hasSize(3);
    assertThat(here.of("globex")).hasSize(2);

    assertThat(here.end(Scope.EVERYTHING, "", "bob")).isTrue();
    assertThat(here.end(Scope.EVERYTHING, "", "bob")).isFalse();
    assertThat(here.end(Scope.SYSTEM, TestSystem.NAME, "bob")).isTrue();

    assertThat(here.hold("globex")).isFalse();
    assertThat(here.of("acme")).extracting(Pause::scope).containsExactly(Scope.CONNECTION);
  }

  @Test
  void everyConnectionThatIsConcernedSaysSoInItsHistory() {
    here.begin(pause(Scope.SYSTEM, TestSystem.NAME, null));
    here.end(Scope.SYSTEM, TestSystem.NAME, "bob");

    assertThat(fixture.outbox).hasSize(4);
    assertThat(fixture.outbox.get(0)).contains("acme", "paused by ada", "the vendor works on it");
    assertThat(fixture.outbox.get(3)).contains("globex", "resumed by bob");
  }

  @Test
  void anotherReasonOrEndKeepsWhenItBegan() {
    here.begin(pause(Scope.CONNECTION, "acme", null));
    now = now.plusSeconds(60);
    here.begin(pause(Scope.CONNECTION, "acme", Duration.ofHours(1)));

    assertThat(here.of("acme").get(0).since()).isEqualTo(StoreFixture.NOW);
    assertThat(here.of("acme").get(0).until()).isEqualTo(now.plus(Duration.ofHours(1)));
  }

  @Test
  void whatIsRefusedMeanwhileSaysWhoPausedItAndWhy() {
    here.begin(pause(Scope.CONNECTION, "acme", Duration.ofHours(1)));

    assertThatThrownBy(() -> here.refuse("acme"))
        .isInstanceOf(Problem.class)
        .hasMessage(
            "Connection acme is paused by ada since 2026-03-01T10:00:00Z until"
                + " 2026-03-01T11:00:00Z: the vendor works on it. Resume it first");
    here.refuse("globex");
  }

  @Test
  void thePauseOfADeletedConnectionIsForgotten() {
    here.begin(pause(Scope.CONNECTION, "acme", null));

    fixture.transactions.run(sql -> here.forget(sql, "acme"));

    assertThat(stored()).isEmpty();
  }

  private List<Pause> stored() {
    return fixture.transactions.inTransaction(PauseTable::all);
  }

  private Pause pause(Scope scope, String name, Duration time) {
    return new Pause(
        scope, name, "the vendor works on it", "ada", now, time == null ? null : now.plus(time));
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
