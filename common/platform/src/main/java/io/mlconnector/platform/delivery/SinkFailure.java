package io.mlconnector.platform.delivery;

import io.mlconnector.spi.Untranslatable;
import java.util.function.Supplier;

/** A sink failed in a way that is its own fault; the message says how, without record contents. */
final class SinkFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SinkFailure(String message) {
    super(message, null, false, false);
  }

  private SinkFailure(Throwable cause) {
    super(describe(cause), cause);
  }

  /** Calls a sink; errors that end nothing but this call become failures of the sink. */
  static <T> T guard(Supplier<T> call) {
    try {
      return call.get();
    } catch (StackOverflowError | LinkageError | AssertionError e) {
      throw new SinkFailure(e);
    }
  }

  /**
   * What went wrong and where. The text of an exception that is not meant for people may quote the
   * record, so it is left out.
   */
  static String describe(Throwable cause) {
    if (cause instanceof SinkFailure) {
      return cause.getMessage();
    }
    boolean forPeople =
        cause instanceof IllegalArgumentException
            || cause instanceof IllegalStateException
            || cause instanceof Untranslatable;
    String words = forPeople ? ": " + cause.getMessage() : "";
    StackTraceElement[] frames = cause.getStackTrace();
    String place =
        frames.length == 0
            ? ""
            : " at %s:%d".formatted(frames[0].getFileName(), frames[0].getLineNumber());
    return cause.getClass().getSimpleName() + place + words;
  }
}
