package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.event.Events;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Routes;
import io.mlconnector.mapping.route.Side;
import io.mlconnector.mapping.route.StoredRoutes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes pairs of records that agreed on a name, which both sides then changed a minute apart. */
record Disputed(Transactions transactions, Routes routes, Events events) {

  static final Instant SEEN = Instant.parse("2026-03-01T10:00:00Z");

  /**
   * One pair of two connections that take the places of {@link TwoSides#ROUTES}; the fields that
   * only the left one gives are on their way.
   *
   * @return the conflict's id
   */
  long between(String left, String right, String key) {
    StoredRoutes.put(transactions, named(TwoSides.ROUTES, left, right).replace("FIRST", "manual"));
    String leftRef = named(TwoSides.left(key).toString(), left, right);
    String rightRef = named(TwoSides.right(key).toString(), left, right);
    Mirror mirror = routes.newest().mirror(Ref.parse(leftRef)).orElseThrow();
    Pair pair = new Pair();
    for (Side side : Side.values()) {
      Seen seen = new Seen(TextNode.valueOf("Acme"), TextNode.valueOf("Acme"), SEEN);
      new Merge(Terms.of(mirror))
          .observe(pair, side, new Observation(new Sequence(1, 1), Map.of("name", seen)));
      Half half = pair.side(side).half("name");
      pair.side(side).halves.put("name", half.agreedOn(half.newest()));
    }
    long id = stored(mirror, leftRef, rightRef, pair);
    events.handle(
        List.of(
            read(new Twin(left), key, "Acme of the bookkeepers", 2, SEEN.plusSeconds(60)),
            read(new Twin(right), key, "Acme of the sales people", 3, SEEN.plusSeconds(120))));
    return id;
  }

  static String named(String text, String left, String right) {
    return text.replace("erp", left).replace("crm", right);
  }

  private long stored(Mirror mirror, String left, String right, Pair pair) {
    return transactions.inTransaction(
        sql -> {
          try (var insert =
              sql.prepareStatement(
                  "insert into mirror_pair (mirror, left_ref, right_ref, phase, state, waits)"
                      + " values (?, ?, ?, 'PAIRED', ?, 0) returning id")) {
            insert.setString(1, mirror.id());
            insert.setString(2, left);
            insert.setString(3, right);
            insert.setString(4, pair.text());
            try (var row = insert.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  static ConsumerRecord<String, byte[]> read(
      Twin twin, String key, String name, long read, Instant at) {
    twin.records.put(key, new LinkedHashMap<>(Map.of("Name", name)));
    return twin.read(key, at, read);
  }
}
