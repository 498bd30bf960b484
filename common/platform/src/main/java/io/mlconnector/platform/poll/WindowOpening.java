package io.mlconnector.platform.poll;

import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.PollSpec.Kind;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Decides what the next poll reads: the rest of an open window, a new window, or everything. */
record WindowOpening(
    PollSpec spec, Instant now, boolean scanWanted, boolean lookingBack, LongSupplier newScan) {

  StreamCursor open(StreamCursor state) {
    if (spec.kind() == Kind.CONTINUOUS) {
      return state.cursor() != null ? state : state.at(new Cursor(state.firstDate(), null, null));
    }
    if (state.cursor() != null) {
      return state;
    }
    boolean first = state.watermark() == null;
    if (spec.kind() == Kind.SNAPSHOT || (scanWanted && !first)) {
      return state.at(new Cursor(state.firstDate(), now, null)).scanning(newScan.getAsLong());
    }
    Instant from = first ? state.firstDate() : state.watermark().minus(spec.overlap());
    if (!first && lookingBack) {
      from = earlier(from, later(state.firstDate(), now.minus(spec.lookback())));
    }
    return state.at(new Cursor(from, now, null));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant first, Instant back) {
    return first == null || first.isBefore(back) ? back : first;
  }
}
