package io.mlconnector.canonical;

import java.util.List;
import java.util.stream.Collectors;

/** A field that people rely on and that was not given or taken, with the reason in plain words. */
public record Gap(String field, String reason) {

  /** All of them in one line for people. */
  public static String words(List<Gap> gaps) {
    return gaps.stream()
        .map(gap -> gap.field() + ": " + gap.reason())
        .collect(Collectors.joining("; "));
  }
}
