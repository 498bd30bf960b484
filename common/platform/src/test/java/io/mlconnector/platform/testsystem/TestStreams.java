package io.mlconnector.platform.testsystem;

import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.BackfillState;
import io.mlconnector.platform.poll.HeldRemovals;
import io.mlconnector.platform.poll.ParkedRead;
import io.mlconnector.platform.poll.ParkedReads.Which;
import io.mlconnector.platform.poll.Reread;
import io.mlconnector.platform.poll.StreamControl;
import io.mlconnector.platform.poll.StreamState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is asked. */
public class TestStreams implements StreamControl, Reread {

  public final List<String> asked = new CopyOnWriteArrayList<>();

  @Override
  public List<StreamState> streams(String connection) {
    return List.of(
        new StreamState(
            "customers",
            List.of("customer"),
            true,
            "every 10m",
            null,
            null,
            null,
            null,
            null,
            0,
            0));
  }

  @Override
  public void pollNow(Owned owned, String stream) {
    asked.add("poll " + owned.id() + " " + stream);
  }

  @Override
  public void reconcileNow(Owned owned, String stream) {
    asked.add("reconcile " + owned.id() + " " + stream);
  }

  @Override
  public long backfill(Owned owned, String stream, Instant from, Instant to) {
    asked.add("backfill " + owned.id() + " " + stream + " " + from + " " + to);
    return 7;
  }

  @Override
  public void readAnew(Owned owned, String entity, List<String> keys) {
    asked.add("anew " + owned.id() + " " + entity + " " + keys);
  }

  @Override
  public List<BackfillState> backfills(String connection) {
    return List.of();
  }

  @Override
  public List<ParkedRead> parked(String connection, int limit) {
    return List.of();
  }

  @Override
  public int retry(Owned owned, String stream, Which which) {
    String key = which.key() == null ? "all" : which.key();
    asked.add("retry " + owned.id() + " " + stream + " " + key);
    return 1;
  }

  @Override
  public List<HeldRemovals> held(String connection) {
    return List.of();
  }

  @Override
  public void decide(Owned owned, String stream, boolean believe) {
    asked.add("decide " + owned.id() + " " + stream + " " + believe);
  }

  @Override
  public void reread(Owned owned, String stream, List<String> keys, String journey) {
    asked.add("reread " + owned.id() + " " + stream + " " + keys);
  }
}
