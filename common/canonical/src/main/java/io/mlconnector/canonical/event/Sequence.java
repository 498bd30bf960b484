package io.mlconnector.canonical.event;

/**
 * The place of a read or write in its connection's order: {@code fence.number}. Its text form is
 * zero-padded, so comparing texts compares sequences. A takeover raises the fence, which puts
 * everything of the new owner after everything of the old one.
 */
public record Sequence(long fence, long number) implements Comparable<Sequence> {

  public static final Sequence NONE = new Sequence(0, 0);

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException where it is not two numbers with a dot between
   */
  public static Sequence parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException("Not fence.number: " + text);
    }
    return new Sequence(
        Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
  }

  public boolean isAfter(Sequence other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Sequence other) {
    int byFence = Long.compare(fence, other.fence);
    return byFence != 0 ? byFence : Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "%010d.%012d".formatted(fence, number);
  }
}
