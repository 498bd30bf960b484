package io.mlconnector.mapping.mirror;

/** What is remembered of a pair, and what is read from it. */
final class Memory {

  private Memory() {}

  /** The pair as it is after a restart: from its text, and what its table keeps beside. */
  static Pair afterARestart(Pair pair) {
    Pair read = Pair.read(pair.text());
    read.left.reread = pair.left.reread;
    read.right.reread = pair.right.reread;
    return read;
  }

  /** Whether nothing is under way and nothing is to be read. */
  static boolean atRest(Pair pair) {
    return pair.open == null
        && pair.left.awaited == null
        && pair.right.awaited == null
        && !pair.left.reread
        && !pair.right.reread;
  }

  /** A value as people would read it, without the mark of whoever wrote it. */
  static String written(Sent sent) {
    return sent.value().asText().replace("!", "");
  }
}
