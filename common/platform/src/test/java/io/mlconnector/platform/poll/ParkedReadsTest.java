package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.sql.Query;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Source records that stand aside, as many as they may be, and what people decide about them. */
class ParkedReadsTest {

  private final PollFixture given = new PollFixture();

  @Test
  void aPoisonRecordThatAPersonGaveUpIsParkedAnewOnlyWhereItFailsForAnotherReason() {
    given.source.put("c01", "poison", given.now);
    StreamPoller<FakeSource.Row> poller = given.poller(given.takeOver());
    poller.poll(false);
    ParkedReads parked = new ParkedReads();
    List<ParkedReads.Dismissed> dismissed =
        given.transactions.inTransaction(
            sql ->
                parked.dismiss(
                    sql, "erp", "customers", new ParkedReads.Which("c01", null), 10, given.now));
    given.sent.clear();

    given.source.put("c01", "poison", given.now);
    poller.poll(false);
    List<ParkedRead> same = given.transactions.inTransaction(sql -> parked.list(sql, "erp", 10));
    int retried =
        given.transactions.inTransaction(
            sql -> parked.retry(sql, "erp", "customers", ParkedReads.Which.ALL, given.now));
    given.transactions.run(
        sql ->
            parked.park(sql, "erp", "customers", Map.of("c01", "another reason"), "j", given.now));
    List<ParkedRead> other = given.transactions.inTransaction(sql -> parked.list(sql, "erp", 10));

    assertThat(dismissed).extracting(ParkedReads.Dismissed::key).containsExactly("c01");
    assertThat(same).isEmpty();
    assertThat(given.sent).noneMatch(ParkedReadsTest::tellsOfParked);
    assertThat(retried).isZero();
    assertThat(other).extracting(ParkedRead::reason).containsExactly("another reason");
  }

  @Test
  void aHundredThousandParkedOnesAreReadByPagesOfTheirReasonAndRetriedByIt() {
    given.transactions.run(
        sql -> {
          Query.update(
              sql,
              """
              insert into parked_read (connection, stream, key, reason, since, journey)
              select 'erp', 'customers', 'k' || lpad(g::text, 6, '0'),
                     case when g % 50000 = 0 then 'rare' else 'often' end, now(), 'j'
              from generate_series(1, 100000) g
              """);
          Query.update(sql, "analyze parked_read");
        });
    ParkedReads parked = new ParkedReads();

    List<String> plan =
        given.transactions.inTransaction(
            sql ->
                Query.list(
                    sql,
                    row -> row.getString(1),
                    "explain " + ParkedReadsResource.PAGE_OF_A_REASON,
                    "erp",
                    "customers",
                    "",
                    "rare",
                    "rare",
                    50));
    int rare =
        given.transactions.inTransaction(
            sql ->
                parked.retry(
                    sql, "erp", "customers", new ParkedReads.Which(null, "rare"), given.now));
    List<ParkedReads.Dismissed> some =
        given.transactions.inTransaction(
            sql ->
                parked.dismiss(
                    sql,
                    "erp",
                    "customers",
                    new ParkedReads.Which(null, "often"),
                    ParkedReadDecisions.MOST,
                    given.now));

    assertThat(String.join("\n", plan))
        .contains("Index Scan using parked_read_reason")
        .doesNotContain("Seq Scan", "Sort");
    assertThat(rare).isEqualTo(2);
    assertThat(some).hasSize(ParkedReadDecisions.MOST);
  }

  private static boolean tellsOfParked(Message message) {
    return message.topic().equals("audit")
        && CanonicalJson.read(message.value(), AuditEvent.class).step() == AuditEvent.Step.PARKED;
  }
}
