package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Settings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings of a connection to EnterpriseOne; what each means is said in {@link JdeSpec}. */
record JdeSettings(Settings settings, String connection) {

  private static final int LARGEST_PAGE = 50_000;
  private static final int LARGEST_LIST = 1_000;

  /** Clocks of stamps and of the server's today may be a day apart from ours, one each way. */
  private static final int LEAST_OVERLAP = 2;

  JdeSettings(Connection connection) {
    this(connection.settings(), connection.id());
  }

  /** Always the same for a connection, so that its next owner can use the session. */
  String device() {
    return settings.find("deviceName").orElse("ml-connector-" + connection);
  }

  Duration sessionCheck() {
    return settings.duration("sessionCheck");
  }

  List<String> companies() {
    List<String> companies = settings.list("companies").stream().map(String::strip).toList();
    return companies.isEmpty() ? List.of("00000") : companies;
  }

  List<String> types(Party party) {
    return settings.list(party == Party.CUSTOMER ? "customerTypes" : "vendorTypes");
  }

  int pageSize() {
    return clamped("pageSize", LARGEST_PAGE);
  }

  int matchPageSize() {
    return clamped("matchPageSize", LARGEST_PAGE);
  }

  int keysPerCall() {
    return clamped("keysPerCall", LARGEST_LIST);
  }

  private int clamped(String setting, int most) {
    return Math.max(1, Math.min(most, settings.integer(setting)));
  }

  static Duration overlap(Settings settings) {
    return Duration.ofDays(Math.max(LEAST_OVERLAP, settings.integer("overlapDays")));
  }

  boolean literalDates() {
    return settings.text("dateFilter").equals("literal");
  }

  boolean countCheck() {
    return settings.flag("countCheck");
  }

  boolean readsCatalog() {
    return settings.text("catalog").equals("open-api");
  }

  LocalDate earliest() {
    return LocalDate.parse(settings.text("earliestDate"));
  }

  List<String> list(String setting) {
    return settings.list(setting);
  }

  ColumnName column(String setting) {
    return ColumnName.of(setting, settings.text(setting));
  }

  List<ColumnName> columns(String setting) {
    return settings.list(setting).stream().map(text -> ColumnName.of(setting, text)).toList();
  }

  String text(String setting) {
    return settings.text(setting);
  }

  String orNull(String setting) {
    return settings.find(setting).map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
  }

  int integer(String setting) {
    return settings.integer(setting);
  }

  /** The ISO code of a country, where it is one or the settings translate it; else null. */
  String country(String code) {
    if (code == null) {
      return null;
    }
    String iso = settings.map("countries").getOrDefault(code, code).toUpperCase(Locale.ROOT);
    return iso.matches("[A-Z]{2}") ? iso : null;
  }

  /** EnterpriseOne's code of a country. */
  String countryCode(String iso) {
    return settings.map("countries").entrySet().stream()
        .filter(entry -> entry.getValue().equalsIgnoreCase(iso))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(iso);
  }

  Map<String, String> map(String setting) {
    return settings.map(setting);
  }
}
