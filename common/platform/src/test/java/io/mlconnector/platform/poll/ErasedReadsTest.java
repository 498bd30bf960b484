package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.Hashes;
import io.mlconnector.platform.erasure.Eraser;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.PollSpec;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An erased person does not come back by any way of reading, and is not taken for gone either. */
class ErasedReadsTest {

  private final PollFixture given = new PollFixture();
  private final People source = new People();
  private final Suppressions list = new Suppressions(Hashes.KEY);
  private final Eraser eraser =
      new Eraser(given.transactions, list, List.of(new ErasedReads(adapter(), list)));
  private final Owned owned = given.takeOver();
  private final PagePublisher publisher = new PagePublisher(owned, given.services(), stream -> {});
  private final StreamPoller<?> poller =
      new StreamPoller<>(owned, source, given.schedule(), publisher, given.services());

  @BeforeEach
  void published() {
    source.put("p1", "ann@acme.example", given.now);
    source.put("p2", "bob@acme.example", given.now);
    poller.poll(false);
    given.sent.clear();
  }

  @Test
  void itsHashGoesAndAPollOfItsNextChangePublishesNothing() {
    Done done = erase(new Erasure(List.of(contact("p1")), List.of()));

    change("p1", "ann@new.example");
    poller.poll(false);

    assertThat(done.went()).containsEntry("source hashes", 1L);
    assertThat(keys()).containsExactly("contact p2");
    assertThat(given.events()).isEmpty();
    assertThat(suppressed()).containsExactly(1L);
    assertThat(given.meters.get("mlconnector.suppressed").counter().count()).isEqualTo(1);
  }

  @Test
  void aReReadThatAWebhookAskedForPublishesNothing() {
    erase(new Erasure(List.of(contact("p1")), List.of()));
    change("p1", "ann@new.example");
    given.transactions.run(
        sql ->
            given.services().parked().again(sql, "erp", "people", List.of("p1"), null, given.now));

    new Rereads<>(owned, source, publisher, given.services()).drain();

    assertThat(given.events()).isEmpty();
    assertThat(suppressed()).containsExactly(1L);
  }

  @Test
  void aBackfillPublishesNothingOfIt() {
    erase(new Erasure(List.of(contact("p1")), List.of()));
    Backfills backfills = new Backfills();
    given.transactions.run(
        sql ->
            backfills.begin(
                sql, "erp", "people", given.now.minusSeconds(900), given.now, given.now));

    new BackfillRun<>(owned, source, publisher, given.services(), backfills).drain();

    assertThat(given.events()).isEmpty();
    assertThat(suppressed()).containsExactly(1L);
  }

  @Test
  void aFullScanNeitherPublishesItNorTakesItForGone() {
    source.spec = PollSpec.snapshot();
    erase(new Erasure(List.of(contact("p1")), List.of()));

    poller.poll(true);
    source.rows.remove("p1");
    poller.poll(true);

    assertThat(given.events()).isEmpty();
    assertThat(suppressed()).containsExactly(1L);
  }

  @Test
  void thePersonUnderANewKeyIsKnownByTheAddressWithWhichItWasErased() {
    erase(new Erasure(List.of(contact("p1")), List.of("Ann@ACME.example ")));

    change("p3", " ann@acme.EXAMPLE");
    poller.poll(false);

    assertThat(given.events()).isEmpty();
    assertThat(keys()).containsExactly("contact p2");
  }

  @Test
  void aRecordThatWasPublishedBeforeItTookTheAddressIsNotTakenForGone() {
    erase(new Erasure(List.of(contact("p1")), List.of("ann@acme.example")));
    change("p2", "ann@acme.example");

    poller.poll(true);

    assertThat(given.events()).isEmpty();
    assertThat(keys()).containsExactly("contact p2");
  }

  @Test
  void aCompanyGoesOnWithoutItsPerson() {
    change("firm1", "ann@acme.example");
    poller.poll(false);
    given.sent.clear();
    erase(new Erasure(List.of(contact("firm1")), List.of("ann@acme.example")));

    change("firm1", "Ann@acme.example");
    poller.poll(false);
    assertThat(given.events())
        .extracting(event -> event.record().toString())
        .containsExactly("erp|customer|firm1");
    change("firm1", "poison");
    poller.poll(false);

    assertThat(parked()).as("what stands for others, too, is not hidden").containsExactly("firm1");
  }

  @Test
  void whatCannotBeReadOfItIsNotParkedAgain() {
    change("p1", "poison");
    poller.poll(false);
    assertThat(parked()).containsExactly("p1");

    Done done = erase(new Erasure(List.of(contact("p1")), List.of()));
    poller.poll(false);

    assertThat(done.went()).containsEntry("parked reads", 1L);
    assertThat(parked()).isEmpty();
  }

  @Test
  void aPageThatWasUnderWayLeavesNothingOnceItIsAskedAgain() {
    change("p1", "ann@new.example");
    source.afterRead =
        () -> {
          source.afterRead = () -> {};
          // What a page commits that was compared before the erasure.
          erase(new Erasure(List.of(contact("p1")), List.of()));
          given.transactions.run(
              sql ->
                  Query.update(
                      sql,
                      "insert into source_record values ('erp', 'contact', 'p1', 'people', 'p1',"
                          + " '\\x00', 2, 9)"));
        };
    poller.poll(false);

    Done again = erase(new Erasure(List.of(contact("p1")), List.of()));

    assertThat(again.went()).containsEntry("source hashes", 1L);
    assertThat(keys()).containsExactly("contact p2");
  }

  @Test
  void onceItIsLiftedItsNextReadIsPublished() {
    erase(new Erasure(List.of(contact("p1")), List.of("ann@acme.example")));

    assertThat(eraser.lift("e1").identifiers()).isPositive();
    poller.poll(false);

    assertThat(given.events())
        .extracting(event -> event.record().toString() + " " + event.kind())
        .containsExactly("erp|contact|p1 " + Kind.CHANGED);
    assertThat(given.events().get(0).sequence()).isGreaterThan(new Sequence(2, 1));
  }

  private Done erase(Erasure whom) {
    return eraser.erase("e1", whom);
  }

  private void change(String key, String mail) {
    given.now = given.now.plusSeconds(60);
    source.put(key, mail, given.now);
  }

  private static String contact(String key) {
    return new RecordKey("erp", "contact", key).toString();
  }

  private List<String> keys() {
    return rows("select entity || ' ' || key from source_record order by 1");
  }

  private List<String> parked() {
    return rows("select key from parked_read order by 1");
  }

  private List<String> rows(String query) {
    return given.transactions.inTransaction(sql -> Query.list(sql, row -> row.getString(1), query));
  }

  private List<Long> suppressed() {
    return given.sent.stream()
        .filter(message -> message.topic().equals("audit"))
        .map(message -> CanonicalJson.read(message.value(), AuditEvent.class))
        .filter(event -> event.step() == Step.SUPPRESSED)
        .peek(event -> assertThat(event.items()).isEmpty())
        .map(AuditEvent::count)
        .toList();
  }

  private Adapter adapter() {
    return (Adapter)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Adapter.class},
            (proxy, method, arguments) ->
                Optional.of(method.getName())
                    .filter("sources"::equals)
                    .map(name -> List.of(source))
                    .orElseThrow());
  }
}
