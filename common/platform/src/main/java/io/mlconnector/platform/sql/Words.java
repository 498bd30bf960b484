package io.mlconnector.platform.sql;

/** Texts of strangers made fit for a database and for people. */
public final class Words {

  private static final int LONGEST = 1_000;

  private Words() {}

  /** A reason: no control characters, not too long, never absent. */
  public static String clean(String text) {
    if (text == null || text.isBlank()) {
      return "no reason given";
    }
    String plain = storable(text).replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }

  /** PostgreSQL's text takes every character but 0, and no half of a surrogate pair. */
  public static String storable(String text) {
    return text.replace('\0', '\uFFFD').replaceAll("\\p{Cs}", "\uFFFD");
  }
}
