package io.mlconnector.sandbox;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an injected fault does to a call. */
public enum FaultKind {
  /** 429 in the vendor's words, with or without Retry-After. */
  THROTTLE,
  /** The given status (default 500) in the vendor's words, with or without Retry-After. */
  STATUS,
  /** An HTML page instead of the vendor's answer, status 200 unless given. */
  HTML,
  /** No answer while the rule stands; when it is removed the vendor handles the call late. */
  HANG,
  /** The vendor's own answer, one byte at a time. */
  SLOW,
  /** An endless-looking JSON body of the given megabytes (default 400). */
  HUGE,
  /** The vendor handles the call fully, then the connection closes without an answer. */
  APPLIED_THEN_DROPPED,
  /** The connection closes before the vendor sees the call. */
  DROPPED,
  /** All tokens of the vendor become invalid, then the call goes on. */
  REVOKE_TOKENS,
  /** 400 with an empty body. */
  EMPTY400;

  /** The name on the wire: {@code applied-then-dropped}. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  static FaultKind ofWireName(String text) {
    for (FaultKind kind : values()) {
      if (kind.wireName().equals(text)) {
        return kind;
      }
    }
    throw new BadCommand(
        "kind: \""
            + text
            + "\" is none of "
            + Arrays.stream(values()).map(FaultKind::wireName).collect(Collectors.joining(", ")));
  }
}
