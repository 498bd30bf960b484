package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.jdedwards.Orchestration.Ended;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found.Present;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object that is written by orchestrations, one call per record, and believed only when it is
 * read back: how a call ended says less than what is there afterwards.
 */
abstract class OrchestratedSink implements Sink {

  private static final int BATCH = 50;

  /** How a job is named that is none of the vendor's: a queued call of which nothing is told. */
  private static final String QUEUED = "queued:";

  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  private static final int LOOKS = 6;

  private final String object;

  OrchestratedSink(String object) {
    this.object = object;
  }

  /**
   * A write whose record may be there.
   *
   * @param key null where only the look-ups of a creation can tell
   */
  record Sought(Write write, String key) {}

  /** Where orchestrations and their inputs are named in the settings. */
  record Names(String create, String update, String inputs) {}

  abstract Names names();

  /** What is there now, by delivery; absent where nothing is. */
  abstract Map<String, Present> look(Connection connection, List<Sought> sought);

  /** The new record's key by the outputs of its creation; null where they do not say. */
  abstract String key(JdeSettings settings, Write write, JsonNode outputs);

  /** Adds what says which record is meant. */
  abstract void identify(JdeSettings settings, Write write, ObjectNode inputs);

  /** What no orchestration is to be called for; null where nothing is wrong. */
  abstract String refusal(JdeSettings settings, Write write);

  abstract List<? extends Field<?>> fields(Connection connection);

  @Override
  public final String object() {
    return object;
  }

  @Override
  public final Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public final int batchSize() {
    return BATCH;
  }

  @Override
  public final List<WriteResult> write(Connection connection, List<Write> writes) {
    JdeSettings settings = new JdeSettings(connection);
    Map<String, Ended> ended = new HashMap<>();
    Map<String, WriteResult> results = new HashMap<>();
    List<Sought> touched = new ArrayList<>();
    for (Write write : writes) {
      String refusal = refused(settings, write);
      if (refusal != null) {
        results.put(write.delivery(), new WriteResult.Rejected(refusal));
        continue;
      }
      Ended end = run(connection, settings, write);
      if (end instanceof Ended.Queued) {
        results.put(write.delivery(), waiting(write, 1));
      } else {
        ended.put(write.delivery(), end);
        touched.add(new Sought(write, known(settings, write, end)));
      }
    }
    Map<String, Present> there = touched.isEmpty() ? Map.of() : look(connection, touched);
    for (Sought one : touched) {
      String delivery = one.write.delivery();
      results.put(
          delivery, Verdict.of(one.write, ended.get(delivery), there.get(delivery), one.key));
    }
    return writes.stream().map(write -> results.get(write.delivery())).toList();
  }

  private String refused(JdeSettings settings, Write write) {
    String setting = write.key() == null ? names().create() : names().update();
    if (settings.orNull(setting) == null) {
      return "No orchestration is named for this: set %s".formatted(setting);
    }
    return refusal(settings, write);
  }

  private Ended run(Connection connection, JdeSettings settings, Write write) {
    String setting = write.key() == null ? names().create() : names().update();
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    identify(settings, write, inputs);
    Inputs.fill(inputs, settings, settings.map(names().inputs()), fields(connection), write);
    return new Orchestration(connection, settings.orNull(setting)).run(inputs);
  }

  private String known(JdeSettings settings, Write write, Ended end) {
    if (write.key() != null) {
      return write.key();
    }
    return end instanceof Ended.Well well ? key(settings, write, well.outputs()) : null;
  }

  private static WriteResult waiting(Write write, int look) {
    return new WriteResult.Waiting(
        QUEUED + look + ":" + write.delivery(), FIRST_LOOK.multipliedBy(1L << (look - 1)));
  }

  /** Looks whether a queued call was carried out; it is never made again by a machine. */
  @Override
  public final List<WriteResult> resume(Connection connection, String job, List<Write> writes) {
    int look = Integer.parseInt(job.substring(QUEUED.length()).split(":", 2)[0]);
    List<Sought> sought = writes.stream().map(write -> new Sought(write, write.key())).toList();
    Map<String, Present> there = look(connection, sought);
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      Present present = there.get(write.delivery());
      if (present != null && Verdict.unstored(write, present).isEmpty()) {
        results.add(Verdict.done(write, present));
      } else if (look < LOOKS) {
        results.add(waiting(write, look + 1));
      } else {
        results.add(
            new WriteResult.Rejected(
                "The orchestration was only queued (202), and nothing of it is to be seen. Let it"
                    + " run in a synchronous queue (or set jobQueue), look at its jobs, and"
                    + " retry."));
      }
    }
    return results;
  }
}
