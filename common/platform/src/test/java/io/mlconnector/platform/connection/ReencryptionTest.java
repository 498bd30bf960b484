package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.Reencryption.Result;
import io.mlconnector.spi.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReencryptionTest {

  private static final SealedColumn SECRETS =
      new SealedColumn("connection_secret", "sealed", "field");
  private static final SealedColumn PREVIOUS =
      new SealedColumn("hook", "previous", "'hook/' || hook");
  private static final List<SealedColumn> COLUMNS = List.of(SECRETS, PREVIOUS);
  private static final int ROWS = 450;

  /** As if the process ended at a point. */
  private static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }

  @TempDir Path folder;
  private Transactions transactions;
  private KeysetVault former;
  private KeysetVault both;
  private KeysetVault alone;

  @BeforeEach
  void twoKeys() {
    Path file = folder.resolve("keyset.json");
    Keysets.create(file);
    Path old = TestKeysets.changed(file, folder.resolve("old.json"), KeyRing::add);
    Path used = TestKeysets.changed(old, folder.resolve("both.json"), KeyRing::useLast);
    Path dropped = TestKeysets.changed(used, folder.resolve("alone.json"), KeyRing::dropOthers);
    former = new KeysetVault(old);
    both = new KeysetVault(used);
    alone = new KeysetVault(dropped);
    transactions = new StoreFixture("reencryption", file).transactions;
    transactions.run(
        sql ->
            Query.update(
                sql,
                "insert into connection select 'c' || n, 'test-system', false, '{}', 'api', 1,"
                    + " now(), now() from generate_series(0, 2) n"));
  }

  @Test
  void killedAtEveryPointItLosesNothingAndComesToItsEnd() {
    fill(former, 0);
    int kills = 0;
    boolean over = false;
    while (!over) {
      over = killedAfter(kills++);
      assertThat(clear(both)).isEqualTo(expected(0));
    }

    assertThat(kills).isGreaterThan(8);
    assertThat(reencryption(both).left()).isZero();
    assertThat(clear(alone)).isEqualTo(expected(0));
  }

  @Test
  void killedAtAnyMomentWhileReplicasWithBothKeysetsWriteItLosesNothing() throws Exception {
    Random random = new Random(11);
    fill(former, 0);
    AtomicInteger round = new AtomicInteger();
    for (int i = 0; i < 12; i++) {
      Vault writer = i % 2 == 0 ? former : both;
      Thread beside = new Thread(() -> fill(writer, round.incrementAndGet()));
      beside.start();
      killedAfter(random.nextInt(8));
      beside.join();
      assertThat(clear(both)).isEqualTo(expected(round.get()));
    }

    Result end = reencryption(both).all();

    assertThat(end.left()).isZero();
    assertThat(clear(alone)).isEqualTo(expected(round.get()));
    assertThat(reencryption(both).all()).isEqualTo(new Result(0, 0, List.of()));
  }

  @Test
  void aKeyThatWasTakenAwayTooEarlyIsToldAndTheOtherConnectionsGoOn() {
    fill(former, 0);
    Path lost = folder.resolve("lost.json");
    Keysets.create(lost);
    put(new KeysetVault(lost), "c1", "field-7", "gone");

    Result result = reencryption(both).all();

    assertThat(result.left()).isOne();
    assertThat(result.values()).isEqualTo(2L * ROWS - 1);
    assertThat(result.unreadable())
        .singleElement()
        .asString()
        .contains("The stored field-7 of connection c1", "restore the earlier keyset file")
        .doesNotContain("gone");
    Map<String, String> rest = expected(0);
    assertThat(clear(alone, "c1/field-7")).isEqualTo(without(rest, "secret c1/field-7"));
  }

  @Test
  void eachStartSealsAnewUntilARoundFindsNothingMore() {
    fill(former, 0);
    ReencryptionAtStart start = new ReencryptionAtStart(reencryption(both), both);

    start.go();
    assertThat(reencryption(both).left()).isZero();
    put(former, "c0", "late", "written by a replica with the earlier file");
    start.go();
    assertThat(reencryption(both).left()).isZero();
    start.go();
    put(former, "c0", "later", "written after the round that found nothing");
    start.go();

    assertThat(reencryption(both).left()).isOne();
    assertThat(clear(both)).hasSize(2 * ROWS + 2);
  }

  @Test
  void valuesOfAnySizeAreDone() {
    String large = "x".repeat(3 << 20);
    for (int i = 0; i < 3; i++) {
      put(former, "c0", "large-" + i, large);
    }

    assertThat(reencryption(both).all().values()).isEqualTo(3);

    assertThat(clear(alone).values()).containsOnly(large).hasSize(3);
  }

  private boolean killedAfter(int steps) {
    AtomicInteger left = new AtomicInteger(steps);
    try {
      new Reencryption(
              transactions,
              both,
              COLUMNS,
              point -> {
                if (left.getAndDecrement() == 0) {
                  throw new Killed();
                }
              })
          .all();
      return true;
    } catch (Killed e) {
      return false;
    }
  }

  private Reencryption reencryption(Vault vault) {
    return new Reencryption(transactions, vault, COLUMNS, point -> {});
  }

  /** Another value in every place. */
  private void fill(Vault vault, int round) {
    transactions.run(
        sql -> {
          for (int i = 0; i < ROWS; i++) {
            String connection = "c" + i % 3;
            put(sql, vault, connection, "field-" + i, "s" + i + "." + round);
            Query.update(
                sql,
                "insert into hook (connection, hook, previous) values (?, ?, ?)"
                    + " on conflict (connection, hook) do update set previous = excluded.previous",
                connection,
                "h" + i,
                vault.seal(new Secret("h" + i + "." + round), connection, "hook/h" + i));
          }
        });
  }

  private void put(Vault vault, String connection, String field, String value) {
    transactions.run(sql -> put(sql, vault, connection, field, value));
  }

  private static void put(
      java.sql.Connection sql, Vault vault, String connection, String field, String value)
      throws java.sql.SQLException {
    Query.update(
        sql,
        "insert into connection_secret (connection, field, sealed) values (?, ?, ?)"
            + " on conflict (connection, field) do update set sealed = excluded.sealed",
        connection,
        field,
        vault.seal(new Secret(value), connection, field));
  }

  private static Map<String, String> expected(int round) {
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < ROWS; i++) {
      expected.put("secret c" + i % 3 + "/field-" + i, "s" + i + "." + round);
      expected.put("hook c" + i % 3 + "/h" + i, "h" + i + "." + round);
    }
    return expected;
  }

  private static Map<String, String> without(Map<String, String> all, String key) {
    Map<String, String> rest = new TreeMap<>(all);
    rest.remove(key);
    return rest;
  }

  /** Everything that is stored, opened with one keyset; null where it does not open. */
  private Map<String, String> clear(Vault vault) {
    return clear(vault, "");
  }

  private Map<String, String> clear(Vault vault, String leftOut) {
    Map<String, String> clear = new TreeMap<>();
    transactions.run(
        sql -> {
          Query.list(
              sql,
              row -> {
                String place = row.getString(2) + "/" + row.getString(3);
                return place.equals(leftOut)
                    ? null
                    : clear.put(
                        row.getString(1) + " " + place,
                        vault.open(row.getBytes(5), row.getString(2), row.getString(4)).reveal());
              },
              "select 'secret', connection, field, field, sealed from connection_secret union all"
                  + " select 'hook', connection, hook, 'hook/' || hook, previous from hook");
        });
    return clear;
  }
}
