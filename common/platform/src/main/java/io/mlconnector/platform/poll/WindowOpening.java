package io.mlconnector.platform.poll;

import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.PollSpec.Kind;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Decides what the next poll reads: the rest of an open window, a new window, or everything. */
record WindowOpening(PollSpec spec, Instant now, boolean scanWanted, LongSupplier newScan) {

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
    return state.at(new Cursor(from, now, null));
  }
}
