package io.mlconnector.spi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that came packed small; more than a cap of them are not read. */
public final class CappedStream extends FilterInputStream {

  private final long most;
  private long left;

  /** More was packed than may be unpacked. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLarge(long most) {
      super("unpacks to more than %d MB".formatted(most >> 20));
    }
  }

  /**
   * Reads what another stream unpacks.
   *
   * @param most bytes; one more is a {@link TooLarge}
   */
  public CappedStream(InputStream unpacked, long most) {
    super(unpacked);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      count(1);
    }
    return one;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int some = super.read(into, from, length);
    if (some > 0) {
      count(some);
    }
    return some;
  }

  private void count(int some) throws IOException {
    left -= some;
    if (left < 0) {
      throw new TooLarge(most);
    }
  }
}
