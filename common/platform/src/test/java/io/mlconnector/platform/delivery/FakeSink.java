package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A sink on {@link FakeTarget} that does what a test tells it to do before and after each call. */
final class FakeSink implements Sink {

  final FakeTarget target;
  final String object;
  final Mode mode;
  final int batchSize;
  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final List<Integer> finds = new CopyOnWriteArrayList<>();
  final List<Write> written = new CopyOnWriteArrayList<>();
  final List<String> polls = new CopyOnWriteArrayList<>();
  volatile Consumer<List<Write>> beforeFind = writes -> {};
  volatile Consumer<List<Write>> before = writes -> {};
  volatile Consumer<List<Write>> after = writes -> {};
  volatile Consumer<Write> applied = write -> {};
  volatile Function<Write, WriteResult> instead = write -> null;
  volatile Function<Write, Found> insteadOfFind = write -> null;
  volatile Function<List<WriteResult>, List<WriteResult>> results = all -> all;
  volatile Function<List<Write>, List<WriteResult>> asJob;
  volatile Function<String, List<WriteResult>> onPoll;
  volatile Function<List<Write>, List<WriteResult>> onResume;

  FakeSink(FakeTarget target, String object, Mode mode, int batchSize) {
    this.target = target;
    this.object = object;
    this.mode = mode;
    this.batchSize = batchSize;
  }

  @Override
  public String object() {
    return object;
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of("external_id", "name");
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return List.of();
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    finds.add(writes.size());
    beforeFind.accept(writes);
    return writes.stream().map(this::find).toList();
  }

  private Found find(Write write) {
    Found other = insteadOfFind.apply(write);
    if (other != null) {
      return other;
    }
    if (mode == Mode.APPEND) {
      String key = target.findBy(object, "delivery", write.delivery());
      return key == null ? new Found.Absent() : new Found.Present(key, target.get(key));
    }
    if (write.key() != null && target.get(write.key()) != null) {
      return new Found.Present(write.key(), target.get(write.key()));
    }
    String key = target.findBy(object, "external_id", write.text("external_id"));
    for (String match : write.match()) {
      key = key == null ? target.findBy(object, match, write.text(match)) : key;
    }
    if (key != null) {
      return new Found.Present(key, target.get(key));
    }
    return write.key() == null ? new Found.Absent() : new Found.Gone(write.key());
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    batches.add(writes.size());
    before.accept(writes);
    if (asJob != null) {
      return asJob.apply(writes);
    }
    List<WriteResult> all = new ArrayList<>();
    writes.forEach(write -> all.add(one(write)));
    after.accept(writes);
    return results.apply(all);
  }

  WriteResult one(Write write) {
    WriteResult other = instead.apply(write);
    if (other != null) {
      return other;
    }
    written.add(write);
    String key = apply(write);
    applied.accept(write);
    return write.key() == null
        ? new WriteResult.Created(key, Map.of())
        : new WriteResult.Updated(key, Map.of());
  }

  /** What the vendor does with a write; returns the record's key. */
  String apply(Write write) {
    Map<String, JsonNode> fields = new HashMap<>(write.fields());
    if (mode == Mode.APPEND) {
      fields.put("delivery", TextNode.valueOf(write.delivery()));
    }
    if (write.key() == null) {
      return target.create(object, fields);
    }
    target.update(object, write.key(), fields);
    return write.key();
  }

  @Override
  public List<WriteResult> resume(Connection connection, String job, List<Write> writes) {
    polls.add(job);
    return onResume == null ? onPoll.apply(job) : onResume.apply(writes);
  }
}
