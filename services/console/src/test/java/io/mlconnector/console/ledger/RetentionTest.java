package io.mlconnector.console.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.console.chain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger is kept for 400 days; what is older goes by whole days, and the rest still fits. */
class RetentionTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final LedgerRig rig = new LedgerRig();

  private void enter(Instant at) {
    rig.ledger.enter(List.of(LedgerRig.written(at, "erp|customer|" + at, "a")));
  }

  private List<String> days() {
    return rig.texts("select distinct at::date::text from audit_event order by 1");
  }

  @Test
  void entriesAreKeptFor400DaysWhereNobodySaysOtherwise() {
    assertThat(LedgerRig.config().retention()).isEqualTo(Duration.ofDays(400));
    enter(rig.now().minus(Duration.ofDays(401)));
    enter(rig.now().minus(Duration.ofDays(400)));
    enter(rig.now());

    rig.days.drop();

    assertThat(days()).containsExactly("2025-02-24", "2026-03-31");
    assertThat(rig.texts("select count(*) from audit_seen")).containsExactly("2");
    assertThat(rig.texts("select relname from pg_class where relname like 'audit_%20250223%'"))
        .isEmpty();
  }

  @Test
  void theChainFitsFromTheOldestKeptDayOn() {
    Instant old = rig.now().minus(Duration.ofDays(399));
    enter(old);
    enter(old.plus(DAY));
    enter(old);
    enter(rig.now());
    for (int i = 0; i < 3; i++) {
      rig.forward(DAY);
      rig.days.drop();
      Verdict verdict = rig.verify();
      assertThat(verdict.problem()).as("after %d days", i + 1).isNull();
    }

    assertThat(days()).containsExactly("2026-03-31");
    assertThat(rig.texts("select seq from audit_block")).containsExactly("4");
    assertThat(rig.texts("select seq from audit_anchor order by before")).containsExactly("1", "3");
    enter(rig.now());
    assertThat(rig.verify().problem()).isNull();
  }

  @Test
  void aDayThatIsDroppedBeforeItsTimeIsFound() {
    enter(rig.now().minus(DAY));
    enter(rig.now());
    rig.tamper("drop table audit_event_20260330, audit_item_20260330");
    assertThat(rig.verify().problem().sentence())
        .isEqualTo("Block 1 of 2026-03-30: it was made of 1 entries and has 0");

    rig.tamper("delete from audit_block where seq = 1");
    rig.tamper("insert into audit_anchor select 1, 'x', '2026-03-31', 'x'");
    assertThat(rig.verify().problem().sentence()).contains("its anchor is not one of ours");
  }

  @Test
  void aDayThatSomebodyReadsIsDroppedLater() {
    enter(rig.now().minus(Duration.ofDays(401)));
    rig.transactions.run(
        sql -> {
          sql.createStatement().executeQuery("select count(*) from audit_event");
          rig.days.drop();
        });
    assertThat(days()).hasSize(1);

    rig.days.drop();
    assertThat(days()).isEmpty();
    assertThat(rig.verify().problem()).isNull();
  }

  @Test
  void whatComesForADayThatIsGoneIsEnteredAndGoesAgain() {
    Instant gone = rig.now().minus(Duration.ofDays(401));
    enter(gone);
    enter(rig.now());
    rig.days.drop();
    enter(gone);
    assertThat(rig.verify().problem()).isNull();

    rig.days.drop();
    assertThat(days()).containsExactly("2026-03-31");
    assertThat(rig.verify().problem()).isNull();
  }
}
