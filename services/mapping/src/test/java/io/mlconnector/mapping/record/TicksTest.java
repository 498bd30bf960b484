package io.mlconnector.mapping.record;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.record.TickTable.Entry;
import io.mlconnector.mapping.record.UnreadableResource.Meant;
import io.mlconnector.mapping.record.UnreadableTable.Listed;
import io.mlconnector.mapping.record.UnreadableTable.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people tick off on lists, and when it is open again. */
class TicksTest {

  private static final RecordKey ANN = new RecordKey("hr", "contact", "1");
  private static final RecordKey ACME = new RecordKey("hr", "vendor", "9");

  private final Mapping mapping = new Mapping();
  private final Caller ada = Caller.of(Rights.everything("ada"));
  private final Caller sven =
      Caller.of(new Rights("sven", Optional.of(Role.OPERATOR), Scope.parse("zendesk-prod")));
  private final ListsResource lists = new ListsResource(mapping.transactions, ada);
  private final TicksResource ticks = new TicksResource(mapping.transactions, ada);
  private final UnreadableResource unreadable = new UnreadableResource(mapping.transactions, ada);

  @AfterEach
  void close() {
    mapping.close();
  }

  private void ann(long sequence, String... reasons) {
    List<Map<String, String>> gaps =
        IntStream.range(0, reasons.length)
            .mapToObj(i -> Map.of("field", i == 0 ? "email" : "phone", "reason", reasons[i]))
            .toList();
    mapping.take(changed(ANN, sequence, Map.of("key", "1", "name", "Ann", "gaps", gaps)));
  }

  private void acme(long sequence, String status) {
    mapping.take(
        changed(
            ACME, sequence, Map.of("key", "9", "name", "Acme", "status", status, "s", sequence)));
  }

  private List<Gap> gaps(String state) {
    return lists.gaps("", "", state, "", 100);
  }

  private List<Gone> gone(String state) {
    return lists.gone("", "", state, "", 100);
  }

  private static Ticking all(List<Gap> gaps) {
    return new Ticking(
        gaps.stream().map(each -> new Entry(each.record(), each.field(), each.version())).toList(),
        "known");
  }

  private static Ticking going(Gone gone) {
    return new Ticking(List.of(new Entry(gone.record(), null, gone.version())), "known");
  }

  @Test
  void aGapThatIsTickedOffIsShownOnRequestWithWhoWhenAndWhyUntilItIsOpenedAgain() {
    ann(1, "none", "none");

    assertThat(ticks.tickGaps(all(gaps("open").subList(0, 1))).entries()).isEqualTo(1);

    assertThat(gaps("open")).extracting(Gap::field).containsExactly("phone");
    Gap ticked = gaps("ticked").get(0);
    assertThat(ticked.field()).isEqualTo("email");
    assertThat(ticked.ticked().author() + ": " + ticked.ticked().reason()).isEqualTo("ada: known");
    assertThat(ticked.ticked().at()).isNotNull();
    assertThat(gaps("all")).extracting(Gap::field).containsExactly("email", "phone");

    ticks.reopenGaps(all(gaps("ticked")));
    assertThat(gaps("open")).hasSize(2);
    assertThat(gaps("ticked")).isEmpty();
  }

  @Test
  void pagesOfOpenGapsAreWholeThoughTheRecordsBeforeAreTickedOff() {
    for (int i = 0; i < 6; i++) {
      RecordKey key = new RecordKey("hr", "contact", "k" + i);
      mapping.take(
          changed(
              key,
              i + 1,
              Map.of("key", "k", "gaps", List.of(Map.of("field", "email", "reason", "none")))));
    }
    ticks.tickGaps(all(gaps("open").subList(0, 4)));

    assertThat(lists.gaps("hr", "contact", "open", "", 2))
        .extracting(Gap::key)
        .containsExactly("k4", "k5");
    assertThat(lists.gaps("hr", "contact", "ticked", "hr|contact|k1", 1))
        .extracting(Gap::key)
        .containsExactly("k2");
  }

  @Test
  void aGapStaysTickedOffWhileTheRecordChangesAndIsOpenOnceItIsAnotherOne() {
    ann(1, "none");
    ticks.tickGaps(all(gaps("open")));

    ann(2, "none", "none");
    assertThat(gaps("ticked")).extracting(Gap::field).containsExactly("email");

    ann(3, "the address is no e-mail address");
    assertThat(gaps("open")).extracting(Gap::field).containsExactly("email");
    ann(4, "none");
    assertThat(gaps("open")).as("it was another one meanwhile").hasSize(1);
  }

  @Test
  void aGapThatWasFilledAndIsThereAgainIsOpen() {
    ann(1, "none");
    ticks.tickGaps(all(gaps("open")));

    ann(2);
    ann(3, "none");

    assertThat(gaps("open")).hasSize(1);
  }

  @Test
  void whatIsNotThereAsItWasLookedAtIsNotTickedOff() {
    ann(1, "none");
    Ticking looked = all(gaps("open"));
    ann(2, "another reason");

    assertThatThrownBy(() -> ticks.tickGaps(looked))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("look at the list again");
    assertThat(gaps("open")).hasSize(1);
  }

  @Test
  void aRecordThatComesBackAndGoesAgainIsOpenAgain() {
    acme(1, "active");
    mapping.take(removed(ACME, 2));
    ticks.tickGone(going(gone("open").get(0)));
    assertThat(gone("open")).isEmpty();
    assertThat(gone("ticked").get(0).ticked().author()).isEqualTo("ada");

    acme(3, "active");
    assertThat(gone("all")).isEmpty();
    mapping.take(removed(ACME, 4));

    assertThat(gone("open")).hasSize(1);
    assertThat(gone("ticked")).isEmpty();
  }

  @Test
  void anInactiveRecordStaysTickedOffUntilItIsActiveOnce() {
    acme(1, "inactive");
    ticks.tickGone(going(gone("open").get(0)));
    acme(2, "inactive");
    assertThat(gone("ticked")).hasSize(1);
    ticks.reopenGone(going(gone("ticked").get(0)));
    assertThat(gone("open")).hasSize(1);
    ticks.tickGone(going(gone("open").get(0)));

    acme(3, "active");
    acme(4, "inactive");

    assertThat(gone("open")).hasSize(1);
  }

  @Test
  void whatTheSourceLastSaidIsShownFieldByField() {
    mapping.take(
        changed(
            ACME,
            1,
            Map.of(
                "name", "A", "status", "active", "tags", List.of("x"), "note", "n".repeat(900))));
    mapping.take(removed(ACME, 2));

    assertThat(gone("open").get(0).said())
        .containsOnlyKeys("name", "note", "status")
        .containsEntry("name", "A")
        .containsEntry("note", "n".repeat(200));
  }

  @Test
  void nobodyTicksOffOrOpensWhatTheyDoNotSee() {
    ann(1, "none");
    acme(2, "inactive");
    Ticking gap = all(gaps("open"));
    Ticking going = going(gone("open").get(0));
    TicksResource others = new TicksResource(mapping.transactions, sven);

    assertThatThrownBy(() -> others.tickGaps(gap)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> others.tickGone(going)).isInstanceOf(Problem.class);
    ticks.tickGaps(gap);
    ticks.tickGone(going);
    assertThatThrownBy(() -> others.reopenGaps(gap)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> others.reopenGone(going)).isInstanceOf(Problem.class);

    assertThat(gaps("ticked")).hasSize(1);
    assertThat(gone("ticked")).hasSize(1);
  }

  @Test
  void withoutAReasonNothingIsTickedOff() {
    ann(1, "none");
    List<Entry> entries = all(gaps("open")).entries();

    for (String reason : new String[] {null, " ", "x".repeat(1_001), "\0"}) {
      assertThatThrownBy(() -> ticks.tickGaps(new Ticking(entries, reason)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("reason");
    }
    assertThat(gaps("open")).hasSize(1);
  }

  @Test
  void theTicksOfAnErasedRecordGoWithIt() {
    ann(1, "none");
    ticks.tickGaps(all(gaps("open")));

    assertThat(mapping.eraser.erase("e1", new Erasure(List.of(ANN.toString()), List.of())).went())
        .containsEntry("ticks on lists", 1L);

    assertThat(mapping.rows("select reason from tick")).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsPagedNewestFirstAndTickedOff() {
    mapping.transactions.run(
        sql ->
            UnreadableTable.put(
                sql,
                IntStream.range(0, 5)
                    .mapToObj(i -> new Unreadable("canonical.x", 1, i, "k" + i, "is not JSON"))
                    .toList()));

    List<Listed> first = unreadable.list("open", 0, 2);
    List<Listed> next = unreadable.list("open", first.get(1).id(), 100);
    assertThat(first).extracting(Listed::offset).containsExactly(4L, 3L);
    assertThat(next).extracting(Listed::offset).containsExactly(2L, 1L, 0L);

    Meant two = new Meant(first.stream().map(Listed::id).toList(), "a trial");
    assertThat(unreadable.tick(two).entries()).isEqualTo(2);
    assertThat(unreadable.list("open", 0, 100))
        .extracting(Listed::offset)
        .containsExactly(2L, 1L, 0L);
    assertThat(unreadable.list("ticked", 0, 1).get(0).ticked().reason()).isEqualTo("a trial");
    assertThatThrownBy(() -> unreadable.tick(two)).hasMessageContaining("look at the list again");

    unreadable.reopen(two);
    assertThat(unreadable.list("open", 0, 100)).hasSize(5);
  }

  @Test
  void whoSeesSomeConnectionsOnlySeesAndTicksNoneOfWhatCouldNotBeRead() {
    mapping.transactions.run(
        sql -> UnreadableTable.put(sql, List.of(new Unreadable("t", 1, 1, "k", "is not JSON"))));
    UnreadableResource others = new UnreadableResource(mapping.transactions, sven);
    long id = unreadable.list("open", 0, 1).get(0).id();

    assertThat(others.list("all", 0, 100)).isEmpty();
    assertThatThrownBy(() -> others.tick(new Meant(List.of(id), "x")))
        .hasMessageContaining("this concerns all of them");
    assertThatThrownBy(() -> others.reopen(new Meant(List.of(id), "x")))
        .hasMessageContaining("this concerns all of them");
  }
}
