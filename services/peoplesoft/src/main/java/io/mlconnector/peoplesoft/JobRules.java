package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Untranslatable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;

/**
 * What a customer says about jobs: whose count, which codes mean that one is over, and from when on
 * a termination takes the access away.
 *
 * @param types values of PER_ORG whose jobs count
 * @param hasAccess whether a person still has access on the effective date of a termination
 * @param endsAt the time of day at which access ends
 */
record JobRules(
    Set<String> types,
    Set<String> active,
    Set<String> inactive,
    boolean hasAccess,
    LocalTime endsAt) {

  static JobRules of(PsSettings settings) {
    return new JobRules(
        settings.codes("workerTypes"),
        settings.codes("activeStatuses"),
        settings.codes("inactiveStatuses"),
        settings.terminationDateHasAccess(),
        settings.deactivationTime());
  }

  boolean counts(JobRow row) {
    String type = row.text("workerType");
    return type != null && types.contains(type.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether a row says that the job is active: by EMPL_STATUS, or by HR_STATUS where that is empty.
   *
   * @throws Untranslatable where the code is of neither list
   */
  boolean active(JobRow row) {
    String code = row.text("status");
    if (code == null) {
      code = row.text("hrStatus");
      if ("A".equals(code) || "I".equals(code)) {
        return "A".equals(code);
      }
      throw new Untranslatable(
          row.column("status"), "is empty, so nobody knows whether it is over");
    }
    if (active.contains(code) == inactive.contains(code)) {
      throw new Untranslatable(
          row.column("status"),
          "is '%s', which has to be in one of activeStatuses and inactiveStatuses".formatted(code));
    }
    return active.contains(code);
  }

  /** When the access of a termination of that day ends, on PeopleSoft's wall clock. */
  LocalDateTime end(LocalDate terminated) {
    boolean wholeDay = hasAccess && endsAt.equals(LocalTime.MIDNIGHT);
    return (wholeDay ? terminated.plusDays(1) : terminated).atTime(endsAt);
  }
}
