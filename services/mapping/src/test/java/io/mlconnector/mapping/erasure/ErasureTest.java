package io.mlconnector.mapping.erasure;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.Records;
import io.mlconnector.mapping.erasure.PersonTable.Target;
import io.mlconnector.mapping.erasure.Persons.Person;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person that the mapping has to forget, and that does not come back. */
class ErasureTest {

  private static final String ROUTES =
      """
      routes:
        - name: contacts
          from: { connection: fusion-prod, entity: contact }
          to: { connection: zendesk-prod, object: user }
          match: [external_id]
          fields:
            external_id: "$externalId()"
            name: name
            email: email
          state: live
      """;

  private static final RecordKey ANN = contact("1");
  private static final RecordKey BOB = contact("2");

  private final Mapping mapping = new Mapping();

  @BeforeEach
  void live() {
    StoredRoutes.put(mapping.transactions, ROUTES);
    mapping.take(person(ANN, 1, "Ann@Acme.example"), person(BOB, 2, "bob@acme.example"));
    Delivery ann =
        mapping.outbox.deliveries().stream()
            .filter(each -> each.ref().source().equals(ANN))
            .findFirst()
            .orElseThrow();
    mapping.tell(outcome(ann, 1, Result.CREATED, "77", 3));
    mapping.outbox.messages();
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void aPersonIsFoundByAddressWithWhatWasMadeAndWhoElseNamesIt() {
    mapping.take(
        person(new RecordKey("zendesk-prod", "contact", "77"), 3, "private@home.example"),
        changed(
            new RecordKey("zendesk-prod", "ticket", "500"),
            4,
            Map.of("key", "500", "requesterKey", "77", "subject", "Printer")),
        changed(
            new RecordKey("zendesk-prod", "ticket", "501"),
            5,
            Map.of("key", "501", "requesterEmail", "ann@acme.example")),
        changed(customer("9"), 6, Map.of("key", "9", "email", "ann@acme.example")));

    Person found = mapping.persons.find(new Erasure(List.of(), List.of(" ann@acme.EXAMPLE")));

    assertThat(found.records())
        .containsExactly(
            ANN.toString(),
            "zendesk-prod|contact|77",
            "zendesk-prod|ticket|500",
            "zendesk-prod|ticket|501");
    assertThat(found.targets())
        .containsExactly(new Target(ANN.toString(), "zendesk-prod", "user", "77"));
    assertThat(found.mentions()).containsExactly(customer("9").toString());
  }

  @Test
  void whatIsKeptGoesAndTheTopicGetsATombstoneBehindTheLastEvent() {
    Done done = erase(ANN);

    assertThat(mapping.rows("select record_key, state, data from snapshot order by 1"))
        .first()
        .isEqualTo(ANN + " ERASED null");
    assertThat(done.went())
        .containsEntry("snapshots", 1L)
        .containsEntry("links", 1L)
        .containsEntry("delivery states", 1L);
    assertThat(mapping.rows("select ref from link")).isEmpty();
    assertThat(mapping.rows("select record_key from delivery_state"))
        .containsExactly(BOB.toString());
    ChangeEvent tombstone = only(tombstones(mapping.outbox.messages()));
    assertThat(tombstone.record()).isEqualTo(ANN);
    assertThat(tombstone.sequence()).isEqualTo(new Sequence(1, 2));
  }

  @Test
  void askedAgainItSaysTheSameAndFindsNothing() {
    erase(ANN);
    ChangeEvent first = only(tombstones(mapping.outbox.messages()));

    Done again = erase(ANN);

    assertThat(again.went()).isEmpty();
    ChangeEvent second = only(tombstones(mapping.outbox.messages()));
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.sequence()).isEqualTo(first.sequence());
  }

  @Test
  void anEventThatComesLateIsRefusedAndFollowedByATombstone() {
    erase(ANN);
    mapping.outbox.messages();

    mapping.take(person(ANN, 9, "ann@new.example"), person(BOB, 10, "bob@new.example"));

    List<Message> messages = mapping.outbox.messages();
    assertThat(mapping.rows("select data ->> 'email' from snapshot order by record_key"))
        .containsExactly("null", "bob@new.example");
    assertThat(only(tombstones(messages)).sequence()).isEqualTo(new Sequence(1, 10));
    assertThat(messages.stream().filter(each -> each.topic().startsWith("deliveries.")))
        .extracting(Message::key)
        .containsExactly("zendesk-prod|user|" + BOB);
    assertThat(audited(messages, Step.SUPPRESSED))
        .singleElement()
        .satisfies(event -> assertThat(event.items()).isEmpty());
  }

  @Test
  void anOlderEventThatAReplayBringsIsFollowedByATombstoneToo() {
    erase(ANN);
    mapping.outbox.messages();

    mapping.take(person(ANN, 1, "ann@acme.example"));

    assertThat(only(tombstones(mapping.outbox.messages())).sequence())
        .isEqualTo(new Sequence(1, 2));
    assertThat(mapping.rows("select state from snapshot where data is null"))
        .containsExactly("ERASED");
  }

  @Test
  void itsOwnTombstoneIsNotAnswered() {
    erase(ANN);
    Message tombstone =
        mapping.outbox.messages().stream()
            .filter(each -> each.value() == null)
            .findFirst()
            .orElseThrow();

    mapping.take(Records.message(tombstone.topic(), tombstone.key(), tombstone.headers(), null));

    assertThat(mapping.outbox.messages()).isEmpty();
  }

  @Test
  void anOutcomeThatComesLateDoesNotBringTheLinkBack() {
    mapping.take(person(ANN, 5, "ann@new.example"));
    Delivery late = only(mapping.outbox.deliveries());
    erase(ANN);

    mapping.tell(outcome(late, 1, Result.UPDATED, "77", 9));

    assertThat(mapping.rows("select ref from link")).isEmpty();
    assertThat(mapping.rows("select ref from delivery_state")).hasSize(1);
  }

  @Test
  void thePersonUnderANewKeyIsRefusedOnlyWhereTheAddressWasNamed() {
    erase(ANN);
    mapping.take(person(contact("3"), 5, "ann@acme.example"));
    assertThat(mapping.rows("select state from snapshot where record_key like '%|3'"))
        .containsExactly("PRESENT");

    mapping.eraser.erase("e2", new Erasure(List.of(), List.of("ANN@acme.example")));
    mapping.take(person(contact("4"), 6, "Ann@acme.example"));
    mapping.take(changed(customer("9"), 7, Map.of("key", "9", "email", "ann@acme.example")));

    assertThat(mapping.rows("select state from snapshot where record_key like '%|4'"))
        .containsExactly("ERASED");
    assertThat(mapping.rows("select state from snapshot where record_key like '%|9'"))
        .as("a company does not go with one of its people")
        .containsExactly("PRESENT");
  }

  @Test
  void whatPlansShowedOfItGoesAndTheirOtherSamplesStay() {
    mapping.rows(
        """
        insert into run (kind, route, route_version, state, author, mark, started, samples)
        values ('plan', 'contacts', 1, 'DONE', 'x', 1, now(),
          '[{"record": "%s", "wanted": {"name": "Ann"}}, {"record": "%s"},
            {"record": "o", "wanted": {"mail": "ANN@acme.example"}}]')
        returning id
        """
            .formatted(ANN, BOB));

    mapping.eraser.erase("e1", new Erasure(List.of(ANN.toString()), List.of("ann@acme.example")));

    assertThat(mapping.rows("select samples from run"))
        .containsExactly("[{\"record\": \"" + BOB + "\"}]");
  }

  @Test
  void onceItIsLiftedItsNextEventCountsWhateverTheTombstoneSaid() {
    mapping.eraser.erase("e1", new Erasure(List.of(ANN.toString()), List.of("ann@acme.example")));

    assertThat(mapping.eraser.lift("e1").identifiers()).isEqualTo(2);
    mapping.take(person(ANN, 2, "ann@acme.example"));

    assertThat(mapping.rows("select state from snapshot order by record_key"))
        .containsExactly("PRESENT", "PRESENT");
  }

  @Test
  void whatTwoErasuresNameStaysOutUntilBothAreLifted() {
    mapping.eraser.erase("e1", new Erasure(List.of(ANN.toString()), List.of()));
    mapping.eraser.erase("e2", new Erasure(List.of(ANN.toString()), List.of()));
    mapping.eraser.lift("e1");

    mapping.take(person(ANN, 20, "ann@acme.example"));

    assertThat(mapping.rows("select state from snapshot where record_key like '%|1'"))
        .containsExactly("ERASED");
  }

  @Test
  void theListHoldsNothingThatNamesAnybody() {
    mapping.eraser.erase("e1", new Erasure(List.of(ANN.toString()), List.of("ann@acme.example")));

    assertThat(mapping.rows("select hash from suppressed where erasure = 'e1'"))
        .hasSize(2)
        .allMatch(hash -> hash.matches("[0-9a-f]{32}"));
  }

  @Test
  void whatIsNoRecordAndNoAddressIsRefusedWithoutBeingQuoted() {
    assertThatThrownBy(() -> mapping.eraser.look(new Erasure(List.of("Ann Smith"), List.of())))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("connection|entity|key")
        .hasMessageNotContaining("Smith");
    assertThatThrownBy(() -> mapping.eraser.look(new Erasure(List.of(), List.of())))
        .hasMessageContaining("at least one");
  }

  private Done erase(RecordKey record) {
    return mapping.eraser.erase("e1", new Erasure(List.of(record.toString()), List.of()));
  }

  private static ConsumerRecord<String, byte[]> person(RecordKey key, long number, String mail) {
    return changed(key, number, Map.of("key", key.key(), "name", "A", "email", mail));
  }

  private static List<ChangeEvent> tombstones(List<Message> messages) {
    return messages.stream()
        .filter(each -> each.topic().startsWith("canonical."))
        .map(each -> ChangeEventCodec.read(each.key(), each.headers(), each.value()))
        .filter(event -> event.kind() == Kind.ERASED)
        .toList();
  }

  private static List<AuditEvent> audited(List<Message> messages, Step step) {
    return messages.stream()
        .filter(each -> each.topic().equals("audit"))
        .map(each -> CanonicalJson.read(each.value(), AuditEvent.class))
        .filter(event -> event.step() == step)
        .toList();
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
