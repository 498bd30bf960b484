package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.link.LinkKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People who say which records of two sides are one, or are not. */
class MirrorLinksTest {

  private final TwoSides world = new TwoSides();
  private final Twin erp = world.erp;
  private final Twin crm = world.crm;

  @AfterEach
  void close() {
    world.close();
  }

  /** Two records that nothing has in common by which they could be found. */
  private void strangers() {
    erp.make("Name", "Acme", "Email", "a@acme.example", "Tax", "DE1");
    crm.make("Name", "Acme Ltd", "Email", "sales@acme.example");
    crm.make("Name", "Acme GmbH", "Email", "a@acme.example");
    crm.make("Name", "Acme KG", "Email", "a@acme.example");
    crm.records.keySet().forEach(key -> world.poll(crm, key));
    world.settle();
    world.poll(erp, "e1");
    world.settle();
  }

  @Test
  void recordsThatAPersonLinksAreAPairAndMeetAsAnyOthers() {
    strangers();
    assertThat(world.mapping.rows("select phase from mirror_pair where left_ref is not null"))
        .contains("PARKED");
    int made = erp.records.size();

    world.link("e1", "c2");
    world.settle();

    assertThat(
            world.mapping.rows(
                "select left_ref, right_ref from mirror_pair where phase = 'PAIRED' and left_ref"
                    + " like '%e1'"))
        .containsExactly(TwoSides.left("e1") + " " + TwoSides.right("c2"));
    assertThat(erp.records).hasSize(made);
    assertThat(crm.records.get("c2")).containsEntry("Tax", "DE1");
    assertThat(
            TwoSides.only(TwoSides.only(world.disputes.list(Scope.ALL, "", 0, 10)).fields())
                .field())
        .isEqualTo("name");
    assertThat(world.mapping.outbox.audited())
        .filteredOn(event -> event.step() == Step.LINKED)
        .flatExtracting(AuditEvent::items)
        .extracting(item -> item.reason())
        .contains("a person linked them");
    erp.edit("e1", "Tax", "DE2");
    world.poll(erp, "e1");
    world.settle();
    assertThat(crm.records.get("c2")).containsEntry("Tax", "DE2");
    world.quiet("e1", "c2");
  }

  @Test
  void aFileOfLinksMakesPairsToo() {
    strangers();

    LinkKeeper.Imported imported =
        world.links.imported(
            """
            connection,object,sourceConnection,entity,sourceKey,targetKey
            crm,account,erp,customer,e1,c3
            erp,customer,crm,customer,c3,e1
            """,
            Scope.ALL,
            false,
            "a person");

    assertThat(imported.links()).isEqualTo(1);
    assertThat(imported.unchanged()).isEqualTo(1);
    assertThat(world.adapters.links)
        .containsEntry(TwoSides.left("e1").toString(), "c3")
        .containsEntry(TwoSides.right("c3").toString(), "e1");
    assertThat(
            world.mapping.rows(
                "select right_ref from mirror_pair where phase = 'PAIRED' and left_ref like '%e1'"))
        .containsExactly(TwoSides.right("c3").toString());
  }

  @Test
  void aPairThatAPersonEndsIsNoneInEitherDirection() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);

    world.unlink(left);

    assertThat(world.mapping.rows("select 1 from mirror_pair")).isEmpty();
    assertThat(world.mapping.rows("select 1 from link where target_key is not null")).isEmpty();
    assertThat(erp.links).isEmpty();
    assertThat(crm.links).isEmpty();
    assertThat(world.mapping.outbox.audited())
        .filteredOn(event -> event.step() == Step.LINKED)
        .flatExtracting(AuditEvent::items)
        .extracting(item -> item.reason())
        .contains("a person unlinked them: they are no pair");
    world.link(left, right);
    world.settle();
    crm.edit(right, "Name", "Acme Ltd");
    world.poll(crm, right);
    world.settle();
    assertThat(erp.records.get(left)).containsEntry("Name", "Acme Ltd");
    world.quiet(left, right);
  }

  @Test
  void aRecordOfAnotherPairIsNotTakenAway() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    String other = erp.make("Name", "Other", "Email", "o@example.com");
    world.poll(erp, other);
    world.settle();

    assertThatThrownBy(() -> world.link(other, right))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(409))
        .hasMessageContaining("unlink them first");
    assertThat(
            world.mapping.rows(
                "select right_ref from mirror_pair where left_ref like '%" + left + "'"))
        .containsExactly(TwoSides.right(right).toString());
  }

  @Test
  void whileADeliveryIsUnderWayAPersonIsToldToTryAgain() {
    erp.make("Name", "Acme");
    crm.make("Name", "Acme Ltd");
    world.poll(erp, "e1");
    world.mapping.meetings.goOn();

    assertThatThrownBy(() -> world.link("e1", "c1"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("try again when it has ended");
    assertThat(world.adapters.links).isEmpty();
  }

  @Test
  void whereOneAdapterIsAwayNothingIsAPairYetAndTheSameWordAgainMakesIt() {
    strangers();
    world.adapters.away.add("erp");

    assertThatThrownBy(() -> world.link("e1", "c2"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    assertThat(
            world.mapping.rows(
                "select 1 from mirror_pair where phase = 'PAIRED' and left_ref like '%e1'"))
        .isEmpty();

    world.adapters.away.clear();
    world.link("e1", "c2");
    assertThat(
            world.mapping.rows(
                "select 1 from mirror_pair where phase = 'PAIRED' and left_ref like '%e1'"))
        .hasSize(1);
  }

  @Test
  void recordsThatWereLinkedBeforeTheRouteHadAMirrorMeetWithoutBeingWrittenOver() {
    erp.make("Name", "Acme");
    crm.make("Name", "Acme Ltd");
    world.mapping.transactions.run(
        sql -> {
          try (var insert =
              sql.prepareStatement(
                  "insert into link (ref, target_key, sequence, origin, changed_at)"
                      + " values (?, 'c1', ?, 'outcome', now())")) {
            insert.setString(1, TwoSides.left("e1").toString());
            insert.setString(2, "");
            insert.executeUpdate();
          }
        });
    crm.links.put(TwoSides.left("e1").toString(), "c1");
    world.poll(erp, "e1");
    world.poll(crm, "c1");
    world.settle();

    assertThat(crm.records.get("c1")).containsEntry("Name", "Acme Ltd");
    assertThat(world.disputes.list(Scope.ALL, "", 0, 10)).hasSize(1);
  }
}
