package io.mlconnector.mapping.mirror;

import static org.awaitility.Awaitility.await;

import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.event.Events;
import io.mlconnector.mapping.route.Routes;
import io.mlconnector.mapping.service.MappingResource;
import io.mlconnector.testkit.access.AccessWalk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the mapping, as people of each role and scope. */
@QuarkusTest
@QuarkusTestResource(MappingResource.class)
class MappingAccessTest {

  private static final String SCOPE = "fusion-prod,zendesk-prod,left,right";
  private static final String OUTSIDE = "outside-b7";

  @TestHTTPResource URI url;
  @Inject Transactions transactions;
  @Inject Routes routes;
  @Inject Events events;

  private long seen;
  private long unseen;

  @BeforeEach
  void somethingOfBoth() {
    Disputed disputed = new Disputed(transactions, routes, events);
    seen = disputed.between("left", "right", "a1");
    unseen = disputed.between("left", OUTSIDE, "a2");
    transactions.run(
        sql -> {
          for (List<String> ends :
              List.of(
                  List.of("left", "right"), List.of("left", OUTSIDE), List.of(OUTSIDE, "left"))) {
            String ref = ends.get(0) + "|account|" + ends.get(1) + "|customer|p1";
            Query.update(
                sql,
                "insert into link (ref, target_key, sequence, origin, changed_at)"
                    + " values (?, '1', '0.0', 'person', now()) on conflict do nothing",
                ref);
            Query.update(
                sql,
                "insert into delivery_state (ref, record_key, route, route_version, sequence,"
                    + " journey, sent_at, result, reason) values (?, ?, 'planted', 1, '0.0',"
                    + " repeat('0', 32), now(), 'PARKED', 'planted') on conflict do nothing",
                ref,
                ends.get(1) + "|customer|p1");
          }
          for (String connection : List.of("left", OUTSIDE)) {
            Query.update(
                sql,
                "insert into snapshot (record_key, sequence, event, journey, state, data,"
                    + " changed_at, mark) values (?, '0.0', 'e', repeat('0', 32), 'PRESENT',"
                    + " ?::jsonb, now(), 1) on conflict do nothing",
                connection + "|vendor|p1",
                "{\"name\":\"Planted\",\"status\":\"inactive\","
                    + "\"gaps\":[{\"field\":\"email\",\"reason\":\"none\"}]}");
          }
          Query.update(
              sql,
              "insert into unreadable (topic, part, off, key, reason)"
                  + " values ('planted', 1, 1, ?, 'planted') on conflict do nothing",
              OUTSIDE + "|customer|p1");
        });
  }

  /** The service works on the same tables meanwhile, so one of both may have to give way. */
  @AfterEach
  void nothingOfIt() {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsMatching(DatabaseUnavailable.class::isInstance)
        .until(
            () -> {
              remove();
              return true;
            });
    routes.reload();
  }

  private void remove() {
    transactions.run(
        sql -> {
          for (String connection : List.of("left", "right", OUTSIDE)) {
            String any = "%" + connection + "|%";
            Query.update(sql, "delete from link where ref like ?", any);
            Query.update(sql, "delete from delivery_state where ref like ?", any);
            Query.update(sql, "delete from mirror_pair where mirror like ?", any);
            Query.update(sql, "delete from snapshot where record_key like ?", any);
            Query.update(sql, "delete from route where name like ?", "%" + connection + "-to-%");
          }
          Query.update(sql, "delete from unreadable where topic = 'planted'");
        });
  }

  @Test
  void everyOperationAsksForTheRoleAndTheConnection() {
    AccessWalk walk =
        new AccessWalk(url)
            .with("routes/name", "left-to-right", "left-to-" + OUTSIDE)
            .with("conflicts/id", seen + "", unseen + "")
            .with("?connection", "left", OUTSIDE)
            .with("?from", "fusion-prod", OUTSIDE)
            .with("?to", "zendesk-prod")
            .with(
                "?ref", "left|account|right|customer|p1", "left|account|" + OUTSIDE + "|customer|1")
            .with("?q", "planted")
            .with("erasures/erasure", "none")
            .sending("POST /api/conflicts/{id}/resolve", "{}");

    walk.aViewerChangesNothing();
    walk.anOperatorDoesNotAdminister();
    walk.nobodySeesBeyond(SCOPE, OUTSIDE);
  }

  @Test
  void listsOverAllConnectionsLeaveOutWhatIsOutside() {
    new AccessWalk(url)
        .with("routes/name", "left-to-right")
        .with("conflicts/id", seen + "")
        .with("?from", "fusion-prod")
        .with("?to", "zendesk-prod")
        .with("?q", "planted")
        .with("erasures/erasure", "none")
        .nobodySeesBeyond(SCOPE, OUTSIDE);
  }
}
