package io.mlconnector.fusion;

import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a Fusion connection that are about its finance streams. */
record FinanceSettings(Settings settings) {

  static final String NONE = "none";

  static final List<Setting> ALL =
      List.of(
          Setting.optional(
              "financeStamps",
              Type.MAP,
              null,
              "Per finance stream the attribute by which changes are asked for, such as"
                  + " {invoices: CreationDate}; none reads everything each time. Without a word it"
                  + " is LastUpdateDate."),
          Setting.optional(
              "financeFilters",
              Type.MAP,
              null,
              "Per finance stream, gl-accounts, ledgers or segment-values how filters are written"
                  + " where that differs from conjunction, literals and timeSuffix: words such as"
                  + " {payments: unquoted +00:00 semicolon}."),
          Setting.optional(
              "financeAttributes",
              Type.MAP,
              null,
              "Per finance stream further attributes that are carried along in custom, separated by"
                  + " spaces, such as {invoices: RegionDff ChannelDff}."),
          Setting.optional(
              "financePageSize",
              Type.INTEGER,
              "100",
              "Records with their lines asked for per call, 2 to 500."),
          Setting.optional(
              "financeLookback",
              Type.DURATION,
              "2d",
              "How far back finance streams are read each night but on Sundays, for rows that"
                  + " commit late; on Sundays everything since the first date is, which also finds"
                  + " what was deleted. 0s reads everything each night."),
          Setting.optional(
              "invoiceChildren",
              Type.LIST,
              "invoiceLines",
              "What is read with payables invoices: invoiceLines, invoiceInstallments,"
                  + " invoiceLines.invoiceDistributions; none for the invoices alone."),
          Setting.optional(
              "receivablesChildren",
              Type.LIST,
              "receivablesInvoiceLines",
              "What is read with receivables invoices; none for the invoices alone."),
          Setting.optional(
              "paymentChildren",
              Type.LIST,
              "relatedInvoices",
              "What is read with payments; none for the payments alone."),
          Setting.optional(
              "supplierChildren",
              Type.LIST,
              "addresses,sites",
              "What is read with suppliers; none for the suppliers alone."),
          Setting.optional(
              "orderChildren",
              Type.LIST,
              "lines",
              "What is read with purchase orders; none for the orders alone."),
          Setting.optional(
              "supplierParentAttribute",
              Type.TEXT,
              null,
              "The supplier's attribute with the SupplierId of its parent; Fusion has no standard"
                  + " one."),
          Setting.optional(
              "supplierParentNameAttribute",
              Type.TEXT,
              null,
              "The supplier's attribute with its parent's name."),
          Setting.optional(
              "accountsFilter",
              Type.TEXT,
              null,
              "Which account combinations are read, with semicolons between terms, such as"
                  + " _CHART_OF_ACCOUNTS_ID=4711;EnabledFlag=Y; without it all are."),
          Setting.optional(
              "accountSegments",
              Type.LIST,
              null,
              "The chart's segments in their order, by the names of their attributes; without it"
                  + " they are those that are not standard, in the order in which the pod gives"
                  + " them."),
          Setting.optional(
              "segmentDelimiter",
              Type.TEXT,
              "-",
              "What stands between segments in an account combination."),
          Setting.optional(
              "costCenterSegment", Type.TEXT, null, "The segment that is the cost centre."),
          Setting.optional(
              "naturalAccountSegment", Type.TEXT, null, "The segment that is the natural account."),
          Setting.optional(
              "segmentValueSets",
              Type.MAP,
              null,
              "Per segment the value set that names its values, by its key in paths, such as"
                  + " {Account: CORP_ACCOUNT}."),
          Setting.optional(
              "readLedgers",
              Type.BOOLEAN,
              "true",
              "Whether ledgersLOV is asked for the currency of accounted amounts."));

  private static final List<String> FILTERED =
      List.of(
          PayablesInvoices.STREAM,
          ReceivablesInvoices.STREAM,
          Payments.STREAM,
          Suppliers.STREAM,
          PurchaseOrders.STREAM,
          GlPostings.STREAM,
          GlAccounts.STREAM);

  private static final int LEAST_PAGE = 2;
  private static final int LARGEST_PAGE = 500;

  FinanceSettings {
    for (String map : List.of("financeStamps", "financeFilters", "financeAttributes")) {
      for (String stream : settings.map(map).keySet()) {
        boolean lookUp = map.equals("financeFilters") && stream.equals(SegmentNames.FILTERS);
        if (!FILTERED.contains(stream) && !lookUp) {
          throw VendorFailure.rejected(
              0, "Correct the setting %s: %s is none of %s".formatted(map, stream, FILTERED));
        }
      }
    }
  }

  FusionSettings fusion() {
    return new FusionSettings(settings);
  }

  String text(String name) {
    return fusion().text(name);
  }

  /** The attribute by which a stream's changes are asked for; null where everything is read. */
  String stamp(String stream) {
    String stamp = settings.map("financeStamps").getOrDefault(stream, "LastUpdateDate");
    return stamp.equals(NONE) ? null : stamp;
  }

  PollSpec poll(String stream) {
    if (stamp(stream) == null) {
      return PollSpec.snapshot();
    }
    return PollSpec.incremental(fusion().overlap(), lookback());
  }

  private Duration lookback() {
    return settings.duration("financeLookback");
  }

  QueryDialect dialect(String stream) {
    // Accounts are a list of values, of which every pod seen takes query by example only.
    String usual = stream.equals(GlAccounts.STREAM) ? "semicolon" : "";
    String words = settings.map("financeFilters").getOrDefault(stream, usual);
    return QueryDialect.of(fusion()).with(Arrays.asList(words.strip().split("\\s+")), stream);
  }

  int pageSize() {
    return Math.max(LEAST_PAGE, Math.min(LARGEST_PAGE, settings.integer("financePageSize")));
  }

  /** As a list setting says; {@code none} alone is an empty one. */
  List<String> children(String setting) {
    List<String> children = settings.list(setting);
    return children.equals(List.of(NONE)) ? List.of() : children;
  }

  List<String> attributes(String stream) {
    String names = settings.map("financeAttributes").getOrDefault(stream, "").strip();
    return names.isEmpty() ? List.of() : Arrays.asList(names.split("[\\s,]+"));
  }

  Map<String, Object> custom(String stream, FusionRow row) {
    Map<String, Object> custom = new LinkedHashMap<>();
    for (String attribute : attributes(stream)) {
      String value = row.text(attribute);
      if (value != null) {
        custom.put(attribute, value);
      }
    }
    return custom;
  }

  /** The chart's segments in their order; empty where they were not told. */
  List<String> segments() {
    return settings.list("accountSegments");
  }

  Map<String, String> valueSets() {
    return settings.map("segmentValueSets");
  }

  boolean readLedgers() {
    return settings.flag("readLedgers");
  }

  /** The attributes that a stream's describe must have, whatever the pod. */
  List<String> needed(String stream) {
    List<String> needed = new ArrayList<>(attributes(stream));
    if (stream.equals(Suppliers.STREAM)) {
      for (String setting : List.of("supplierParentAttribute", "supplierParentNameAttribute")) {
        if (text(setting) != null) {
          needed.add(text(setting));
        }
      }
    }
    return needed;
  }
}
