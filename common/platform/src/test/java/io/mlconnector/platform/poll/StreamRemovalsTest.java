package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.platform.connection.ConnectionDocument.MassChange;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.PollSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that the source itself says are gone, and those that a sweep by key does not find. */
class StreamRemovalsTest {

  private final PollFixture given = new PollFixture();
  private final FakeSource source = given.source;

  @Test
  void whatTheSourceSaysIsGoneIsRemovedOnceAndOnlyWhereItWasPublished() {
    source.put("c1", "Stays", given.now);
    source.put("c2", "Goes", given.now);
    StreamPoller<?> poller = given.poller(given.takeOver());
    poller.poll(false);
    source.rows.remove("c2");
    source.gone.put("c2", "deleted at the source");
    source.gone.put("never-seen", "deleted at the source");
    given.sent.clear();

    poller.poll(false);
    poller.poll(false);

    assertThat(given.events()).hasSize(1);
    ChangeEvent removal = given.events().get(0);
    assertThat(removal.kind()).isEqualTo(Kind.REMOVED);
    assertThat(removal.record()).isEqualTo(PollFixture.customer("c2"));
    assertThat(removal.data().path("reason").asText()).isEqualTo("deleted at the source");
    assertThat(given.sent).anyMatch(message -> message.topic().equals("audit"));

    source.gone.clear();
    source.put("c2", "Back", given.now);
    poller.poll(false);
    assertThat(given.changes()).endsWith("c2=Back");
  }

  @Test
  void aReReadThatIsToldOfARemovalPublishesItUnderItsOwnJourney() {
    source.put("c1", "Goes", given.now);
    Owned owned = given.takeOver();
    PagePublisher publisher = new PagePublisher(owned, given.services(), stream -> {});
    new StreamPoller<>(owned, source, given.schedule(), publisher, given.services()).poll(false);
    source.rows.clear();
    source.gone.put("c1", "merged");
    String journey = "0af7651916cd43dd8448eb211c80319c";
    again("c1", journey);

    new Rereads<>(owned, source, publisher, given.services()).drain();

    assertThat(given.changes()).containsExactly("c1=Goes", "c1=gone");
    assertThat(given.events().get(1).journey()).isEqualTo(journey);
  }

  @Test
  void aRemovalThatALaterReadContradictsIsReadAgainInstead() {
    source.put("c1", "First", given.now);
    Owned owned = given.takeOver();
    PagePublisher publisher = new PagePublisher(owned, given.services(), stream -> {});
    StreamPoller<?> poller =
        new StreamPoller<>(owned, source, given.schedule(), publisher, given.services());
    poller.poll(false);
    Rereads<?> rereads = new Rereads<>(owned, source, publisher, given.services());
    source.rows.clear();
    source.gone.put("c1", "deleted");
    source.afterRead =
        () -> {
          source.afterRead = () -> {};
          source.put("c1", "Restored", given.now);
          source.gone.clear();
          again("c1", null);
          rereads.drain();
          // What the read that began before answers only now.
          source.gone.put("c1", "deleted");
        };

    poller.poll(false);
    source.gone.clear();
    rereads.drain();

    assertThat(given.changes()).containsExactly("c1=First", "c1=Restored");
  }

  @Test
  void aNightlySweepByKeyFindsWhatTheVendorsCursorDoesNotTell() {
    source.spec = PollSpec.continuousReconciled();
    company(25);
    StreamPoller<?> poller = given.poller(given.takeOver());
    poller.poll(false);
    given.now = given.now.plusSeconds(86_400);
    source.rows.remove("c03");
    source.rows.replace(
        "c04", new FakeSource.Row("c04", "Renamed", given.now.minusSeconds(86_401)));
    given.sent.clear();

    poller.poll(false);
    poller.poll(false);

    assertThat(given.changes()).containsExactlyInAnyOrder("c03=gone", "c04=Renamed");
  }

  @Test
  void aRemovalThatAScanFindsIsToldWithTheReasonThatTheSourceGives() {
    source.spec = PollSpec.snapshot();
    company(2);
    StreamPoller<?> poller = given.poller(given.takeOver());
    poller.poll(false);
    source.rows.remove("c01");
    source.namesMissing = true;

    poller.poll(false);

    assertThat(given.events().get(2).data().path("reason").asText()).isEqualTo("not there");
  }

  @Test
  void recordsThatAreOnlyKeptUpToDateAreNotPublishedAnewAndNotMissed() {
    source.spec = PollSpec.snapshot();
    company(2);
    StreamPoller<?> poller = given.poller(given.takeOver());
    poller.poll(false);
    given.sent.clear();
    source.put("c01", "Renamed", given.now);
    source.put("new", "Never published", given.now);
    source.ifPublished.addAll(List.of("c01", "new"));

    poller.poll(false);

    assertThat(given.changes()).containsExactly("c01=Renamed");
  }

  @Test
  void whatTheSourceDoesNotShowIsParkedAndNotTakenForGoneHoweverManyItIs() {
    given.massChange = new MassChange(100, 100);
    company(10);
    StreamPoller<?> poller = given.poller(given.takeOver());
    poller.poll(false);
    given.sent.clear();
    List.of("c01", "c02", "c03", "c04", "c05").forEach(source.rows::remove);
    source.unseen = "our user does not see it";

    poller.poll(true);

    assertThat(given.events()).isEmpty();
    assertThat(parked()).hasSize(5).allMatch(one -> one.reason().equals(source.unseen));

    source.put("c01", "Seen again", given.now);
    poller.poll(true);
    assertThat(given.changes()).containsExactly("c01=Seen again");
    assertThat(parked()).hasSize(4);
  }

  @Test
  void whatWasNotReadableIsDueAgainOnlyAfterAWhile() {
    source.put("c1", "poison", given.now);
    Owned owned = given.takeOver();
    PagePublisher publisher = new PagePublisher(owned, given.services(), stream -> {});
    new StreamPoller<>(owned, source, given.schedule(), publisher, given.services()).poll(false);

    assertThat(triedBefore(given.now.minusSeconds(1))).isZero();
    assertThat(triedBefore(given.now)).isEqualTo(1);
    source.put("c1", "Good", given.now);
    new Rereads<>(owned, source, publisher, given.services()).drain();

    assertThat(given.changes()).containsExactly("c1=Good");
    assertThat(parked()).isEmpty();
  }

  private int triedBefore(Instant at) {
    return given.transactions.<Integer>inTransaction(
        sql -> new ParkedReads().retryTriedBefore(sql, "erp", source.name(), at, given.now));
  }

  private List<ParkedRead> parked() {
    return given.transactions.<List<ParkedRead>>inTransaction(
        sql -> new ParkedReads().list(sql, "erp", 100));
  }

  @Test
  void aSweepThatFindsTooFewWaitsForAPerson() {
    given.massChange = new MassChange(5, 2);
    source.spec = PollSpec.continuousReconciled();
    company(10);
    StreamPoller<?> poller = given.poller(given.takeOver());
    poller.poll(false);
    List.of("c01", "c02", "c03").forEach(source.rows::remove);
    source.namesMissing = true;
    given.sent.clear();

    poller.poll(true);

    assertThat(given.events()).isEmpty();
    assertThat(
            given.transactions.<List<HeldRemovals>>inTransaction(
                sql -> new FullScans().held(sql, "erp")))
        .singleElement()
        .matches(held -> held.absent() == 3);
  }

  @Test
  void aStreamThatIsNotReconciledIsNotSweptOnRequestEither() {
    source.spec = PollSpec.continuous();
    company(3);
    StreamPoller<?> poller = given.poller(given.takeOver());
    poller.poll(false);
    source.rows.remove("c01");
    given.sent.clear();

    poller.poll(true);

    assertThat(given.events()).isEmpty();
  }

  private void again(String key, String journey) {
    given.transactions.run(
        sql -> new ParkedReads().again(sql, "erp", "customers", List.of(key), journey, given.now));
  }

  private void company(int size) {
    for (int i = 0; i < size; i++) {
      source.put("c%02d".formatted(i), "Company " + i, given.now);
    }
  }
}
