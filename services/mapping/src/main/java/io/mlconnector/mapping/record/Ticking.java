package io.mlconnector.mapping.record;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.record.TickTable.Entry;
import java.util.List;

/**
 * What a person says of entries of a list.
 *
 * @param entries from 1 to 1,000
 * @param reason why they stay as they are, at most 1,000 characters; not needed to open them again
 */
public record Ticking(List<Entry> entries, String reason) {

  static final int MOST = 1_000;

  /** How many entries it was done to; others were not there as they were looked at. */
  public record Done(int entries) {

    static Done of(int entries) {
      if (entries == 0) {
        throw Problem.of(
            409,
            "None of these is on the list any more as it was looked at: look at the list again");
      }
      return new Done(entries);
    }
  }

  List<Entry> given() {
    if (entries == null || entries.isEmpty() || entries.size() > MOST) {
      throw Problem.badRequest(
          "entries: must be from 1 to %,d; tick what it is about".formatted(MOST));
    }
    for (Entry each : entries) {
      if (each == null || !holds(each.record()) || !holds(each.version())) {
        throw Problem.badRequest("entries: each has a record and a version, as the list has them");
      }
      if (each.field() != null && each.field().indexOf('\0') >= 0) {
        throw Problem.badRequest("entries: a field is as the list has it");
      }
    }
    return entries;
  }

  private static boolean holds(String text) {
    return text != null && !text.isBlank() && text.indexOf('\0') < 0;
  }

  String why() {
    return why(reason);
  }

  /** A reason that can be kept. */
  static String why(String reason) {
    if (reason == null || reason.isBlank()) {
      throw Problem.badRequest("reason: is missing; say why it stays as it is");
    }
    if (reason.length() > MOST || reason.indexOf('\0') >= 0) {
      throw Problem.badRequest("reason: say it in 1,000 characters at most");
    }
    return reason.strip();
  }
}
