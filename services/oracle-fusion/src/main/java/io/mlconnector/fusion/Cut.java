package io.mlconnector.fusion;

/** Texts that are too long for their place, cut with a sign that they are. */
final class Cut {

  private Cut() {}

  static String to(int length, String text) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    // Never between the halves of one character.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
            .stripTrailing()
        + "…";
  }
}
