package io.mlconnector.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells the person at the terminal what happens, one line each, with the seconds since start. */
final class Progress {

  private final PrintStream out;
  private final LongSupplier nanos;
  private final long start;

  Progress(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  static Progress onTerminal() {
    return new Progress(System.out, System::nanoTime);
  }

  void say(String line) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(start), line);
    out.flush();
  }

  /** A line, then others that belong to it, such as the end of a log. */
  void say(String line, List<String> details) {
    say(line);
    details.forEach(detail -> out.println("          | " + detail));
    out.flush();
  }

  /** Runs one stage and says how long it took. */
  <T> T stage(String what, Stage<T> stage) throws Exception {
    long begin = nanos.getAsLong();
    T result = stage.run();
    say(String.format(Locale.ROOT, "%s in %.1f s", what, seconds(begin)));
    return result;
  }

  Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  private double seconds(long since) {
    return (nanos.getAsLong() - since) / 1e9;
  }

  /** Something that takes its time. */
  interface Stage<T> {
    T run() throws Exception;
  }
}
