package io.mlconnector.tableau.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that were packed small; more than a cap of them are not read. */
final class Capped extends FilterInputStream {

  private final long most;
  private long left;

  Capped(InputStream unpacked, long most) {
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
      throw new IOException("It unpacks to more than %d MB".formatted(most >> 20));
    }
  }
}
