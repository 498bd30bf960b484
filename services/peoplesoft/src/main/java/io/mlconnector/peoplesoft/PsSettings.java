package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of a connection to PeopleSoft; what each means is said in {@link PsSpec}. */
record PsSettings(Settings settings) {

  private static final String NONE = "none";
  private static final int LEAST_PAGE = 20;
  private static final int LARGEST_PAGE = 10_000;
  private static final int MOST_CALLS = 8;
  private static final int LAST_HOUR = 23;

  PsSettings(Connection connection) {
    this(connection.settings());
  }

  String node() {
    return settings.text("node").strip();
  }

  String owner() {
    return settings.text("queryOwner");
  }

  int concurrency() {
    return clamped("concurrency", 1, MOST_CALLS);
  }

  int pageSize() {
    return clamped("pageSize", LEAST_PAGE, LARGEST_PAGE);
  }

  /** Before 8.55 there is no JSON. */
  boolean asksForJson() {
    String format = settings.text("resultFormat");
    return format.equals("json")
        || format.equals("auto") && !release().map(PsSettings::withoutJson).orElse(false);
  }

  private static boolean withoutJson(String release) {
    String[] parts = release.split("\\.");
    return parts.length > 1 && parts[0].equals("8") && Integer.parseInt(parts[1]) < 55;
  }

  /** The release without its patch, such as 8.61; empty where it is not said or is none. */
  java.util.Optional<String> release() {
    return settings
        .find("peopleTools")
        .map(String::strip)
        .filter(text -> text.matches("[0-9]+\\.[0-9]+(\\..*)?"));
  }

  /** Whether that query is there: one connection may read persons, another vendors. */
  boolean reads(String setting) {
    return !query(setting).equals(NONE);
  }

  String query(String setting) {
    return settings.text(setting).strip();
  }

  /** Names of prompts, at least so many. */
  List<String> prompts(String setting, int atLeast) {
    List<String> prompts = settings.list(setting);
    if (prompts.size() < atLeast) {
      throw wrong(setting, "has to name at least %d prompts".formatted(atLeast));
    }
    return prompts;
  }

  /** The columns of a query by what they are. */
  Map<String, String> columns(String setting, Map<String, String> usual) {
    Map<String, String> columns = new LinkedHashMap<>(usual);
    settings
        .map(setting)
        .forEach(
            (name, column) -> {
              String named = column.strip().equals(NONE) ? "" : column.strip();
              if (columns.replace(name, named) == null) {
                throw wrong(setting, "knows no %s; it knows %s".formatted(name, usual.keySet()));
              }
            });
    return columns;
  }

  List<String> list(String setting) {
    return settings.list(setting);
  }

  Set<String> codes(String setting) {
    return Set.copyOf(settings.list(setting));
  }

  static Duration overlap(Settings settings) {
    return settings.duration("overlap");
  }

  int effectiveDays() {
    return clamped("effectiveDays", 1, 31);
  }

  boolean terminationDateHasAccess() {
    return settings.text("effectiveDateIs").equals("last-day-with");
  }

  LocalTime deactivationTime() {
    int hour = settings.integer("deactivationHour");
    if (hour < 0 || hour > LAST_HOUR) {
      throw wrong("deactivationHour", "has to be an hour from 0 to 23");
    }
    return LocalTime.of(hour, 0);
  }

  int top() {
    return Math.max(0, settings.integer("topVendors"));
  }

  int margin() {
    return Math.max(0, settings.integer("topVendorsMargin"));
  }

  private int clamped(String setting, int least, int most) {
    return Math.min(most, Math.max(least, settings.integer(setting)));
  }

  private static VendorFailure wrong(String setting, String what) {
    return VendorFailure.rejected(0, "The setting %s %s".formatted(setting, what));
  }
}
