package io.mlconnector.console.alerts.channel;

import io.mlconnector.console.alerts.channel.Digest.Entry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A digest as a mail says it: plain text, one paragraph for each alert. */
final class Words {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT);
  private static final int LONGEST_SUBJECT = 140;

  private Words() {}

  /** One line, of at most 140 characters. */
  static String subject(Digest digest) {
    String who = "[%s] ".formatted(digest.installation());
    if (digest.type().equals(Digest.TEST)) {
      return line(who + "Test: alerts reach you");
    }
    long over = digest.entries().stream().filter(each -> each.over() != null).count();
    long open = digest.entries().size() - over + digest.more();
    List<String> parts = new ArrayList<>();
    if (open > 0) {
      parts.add(open == 1 ? "1 alert" : open + " alerts");
    }
    if (over > 0) {
      parts.add(over + " over");
    }
    String all =
        line(
            "%s%s: %s"
                .formatted(who, String.join(", ", parts), digest.entries().get(0).sentence()));
    return all.length() > LONGEST_SUBJECT ? all.substring(0, LONGEST_SUBJECT - 1) + "…" : all;
  }

  static String body(Digest digest, ZoneId zone) {
    StringBuilder text = new StringBuilder();
    if (digest.type().equals(Digest.TEST)) {
      text.append("This is a test: alerts of %s reach you.\n".formatted(digest.installation()));
    }
    for (Entry each : digest.entries()) {
      text.append(heading(each)).append(": ").append(line(each.sentence())).append('\n');
      text.append("Since ").append(AT.format(each.since().atZone(zone)));
      if (each.over() == null) {
        text.append(". ").append(line(each.todo())).append('.');
      } else {
        text.append(", over ").append(AT.format(each.over().atZone(zone))).append('.');
      }
      text.append('\n');
      if (each.url() != null) {
        text.append(each.url()).append('\n');
      }
      text.append('\n');
    }
    if (digest.more() > 0) {
      text.append("And %d more.\n".formatted(digest.more()));
    }
    if (digest.console() != null) {
      text.append("All alerts: ").append(digest.console()).append("/alerts\n");
    }
    return text.toString();
  }

  private static String heading(Entry each) {
    return switch (each.event()) {
      case "opened" -> each.severity().equals("urgent") ? "Urgent" : "Alert";
      case "worse" -> "Now urgent";
      case "reminded" -> "Still";
      case "over" -> "Over";
      default -> "Came and went";
    };
  }

  /** A text on one line: a line break of strangers could end a header and begin another. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }
}
