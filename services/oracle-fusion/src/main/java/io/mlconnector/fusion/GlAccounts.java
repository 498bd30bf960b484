package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.GlAccount;
import io.mlconnector.canonical.GlAccount.Segment;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Account combinations. The pod does not tell when one changed, so all are read each time and
 * compared by what they hold. Segments are attributes that each customer names.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/api-account-combinations-lov.html">Account
 *     combinations</a>
 */
final class GlAccounts implements SourceStream<AccountRow> {

  static final String STREAM = "gl-accounts";
  static final FinanceResource ACCOUNTS =
      new FinanceResource(STREAM, "accountCombinationsLOV", "_CODE_COMBINATION_ID");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
  private static final String CHART = "_CHART_OF_ACCOUNTS_ID";
  private static final Set<String> STANDARD =
      Set.of(
          ACCOUNTS.key(),
          CHART,
          "AccountType",
          "EnabledFlag",
          "DetailPostingAllowedFlag",
          "DetailBudgetingAllowedFlag",
          "SummaryFlag",
          "JgzzReconFlag",
          "FinancialCategory",
          "Reference3",
          "StartDateActive",
          "EndDateActive",
          "links",
          "@context");

  @Override
  public String name() {
    return STREAM;
  }

  @Override
  public List<String> entities() {
    return List.of(GlAccount.ENTITY);
  }

  @Override
  public boolean optional() {
    return true;
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.snapshot();
  }

  /**
   * Asks for one account by the terms of the filter joined with its own key, which has to find it.
   */
  @Override
  public void selfTest(Connection connection) {
    FinanceSettings settings = new FinanceSettings(connection.settings());
    String filter = settings.text("accountsFilter");
    List<JsonNode> any = page(connection, null, 1, 0).items();
    List<JsonNode> some = page(connection, filter, 1, 0).items();
    if (some.isEmpty() && !any.isEmpty()) {
      throw VendorFailure.rejected(
          200,
          "accountCombinationsLOV has rows, but the filter %s finds none: correct accountsFilter; its terms are joined by semicolons at most pods"
              .formatted(filter));
    }
    for (JsonNode account : some) {
      for (String segment : settings.segments()) {
        if (!account.has(segment)) {
          throw VendorFailure.rejected(
              200,
              "accountCombinationsLOV has no attribute %s: correct accountSegments; it has %s"
                  .formatted(segment, others(account)));
        }
      }
    }
  }

  private static FusionPage page(Connection connection, String filter, int limit, int offset) {
    return ACCOUNTS.list(connection, filter, ACCOUNTS.key() + ":asc", null, limit, offset);
  }

  @Override
  public Page<AccountRow> fetch(Connection connection, Cursor cursor) {
    FinanceSettings settings = new FinanceSettings(connection.settings());
    Place at = Place.parse(cursor.page());
    int most = settings.fusion().pageSize();
    int offset = Math.max(0, at.read() - 1);
    FusionPage page = page(connection, settings.text("accountsFilter"), most, offset);
    List<JsonNode> rows = page.items();
    String first = rows.isEmpty() ? "" : rows.get(0).path(ACCOUNTS.key()).asText();
    if (at.read() > 1 && first.equals(firstOf(at))) {
      throw VendorFailure.rejected(
          200, "accountCombinationsLOV ignores the offset: two pages begin with the same row");
    }
    Place next = new Place(null, offset + rows.size(), first);
    return Page.of(named(connection, rows), page.more() ? next.toString() : null);
  }

  private static String firstOf(Place at) {
    return at.last();
  }

  private static List<AccountRow> named(Connection connection, List<JsonNode> rows) {
    FinanceSettings settings = new FinanceSettings(connection.settings());
    SegmentNames names = new SegmentNames(connection);
    Map<String, Map<String, String>> bySegment = new HashMap<>();
    for (String segment : settings.valueSets().keySet()) {
      Set<String> values =
          rows.stream()
              .map(row -> new FusionRow(row).text(segment))
              .filter(Objects::nonNull)
              .collect(Collectors.toCollection(TreeSet::new));
      bySegment.put(segment, names.of(segment, values));
    }
    return rows.stream().map(row -> new AccountRow(row, bySegment)).toList();
  }

  @Override
  public int keysPerCall() {
    return Resource.KEYS_PER_CALL;
  }

  /**
   * One by one: this resource knows no lists of values, whatever the framework. What is no number
   * is no account, and would be read as part of the filter.
   */
  @Override
  public Page<AccountRow> fetchByKeys(Connection connection, List<String> keys) {
    FinanceSettings settings = new FinanceSettings(connection.settings());
    String filter = settings.text("accountsFilter");
    List<JsonNode> rows = new ArrayList<>();
    List<String> numbers = keys.stream().filter(key -> NUMBER.matcher(key).matches()).toList();
    for (String key : numbers) {
      String own = ACCOUNTS.key() + "=" + key;
      String q = settings.dialect(STREAM).all(filter, own);
      rows.addAll(page(connection, q, 1, 0).items());
    }
    return Page.of(named(connection, rows), null);
  }

  @Override
  public String key(AccountRow row) {
    return row.row().text(ACCOUNTS.key());
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, AccountRow account, Instant asOf) {
    FinanceSettings settings = new FinanceSettings(connection.settings());
    Segments meanings = Segments.of(settings);
    FusionRow row = account.row();
    List<Segment> segments =
        segments(settings, account.json()).stream()
            .map(name -> segment(account, name, row.text(name)))
            .toList();
    String natural = value(row, meanings.naturalName());
    String center = value(row, meanings.costCenterName());
    return List.of(
        GlAccount.builder(row.required(ACCOUNTS.key()))
            .account(
                segments.stream()
                    .map(each -> each.value() == null ? "" : each.value())
                    .collect(Collectors.joining(meanings.delimiter())))
            .name(name(account, meanings.naturalName(), natural, segments))
            .type(type(row.text("AccountType")))
            .enabled(!Boolean.FALSE.equals(row.flag("EnabledFlag")))
            .postingAllowed(row.flag("DetailPostingAllowedFlag"))
            .summary(row.flag("SummaryFlag"))
            .reconciled(row.flag("JgzzReconFlag"))
            .chartOfAccounts(row.text(CHART))
            .category(row.text("FinancialCategory"))
            .naturalAccount(natural)
            .costCenter(center)
            .costCenterName(account.name(meanings.costCenterName(), center))
            .startsOn(row.day("StartDateActive"))
            .endsOn(row.day("EndDateActive"))
            .segments(segments)
            .custom(settings.custom(STREAM, row))
            .build());
  }

  private static String value(FusionRow row, String segment) {
    return segment == null ? null : row.text(segment);
  }

  private static Segment segment(AccountRow account, String name, String value) {
    return new Segment(name, value, account.name(name, value));
  }

  private static String name(
      AccountRow account, String naturalName, String natural, List<Segment> segments) {
    String own = account.name(naturalName, natural);
    if (own != null) {
      return own;
    }
    String joined =
        segments.stream()
            .map(Segment::description)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" - "));
    return joined.isEmpty() ? null : joined;
  }

  private static List<String> segments(FinanceSettings settings, JsonNode account) {
    if (!settings.segments().isEmpty()) {
      return settings.segments();
    }
    List<String> names = others(account);
    names.removeAll(settings.attributes(STREAM));
    return names;
  }

  /** The attributes that not every pod has. */
  private static List<String> others(JsonNode account) {
    List<String> names = new ArrayList<>();
    account.fieldNames().forEachRemaining(names::add);
    names.removeIf(STANDARD::contains);
    return names;
  }

  /** One letter in all pods. */
  private static String type(String type) {
    return type == null
        ? null
        : switch (type.toUpperCase(Locale.ROOT)) {
          case "A", "ASSET" -> "asset";
          case "L", "LIABILITY" -> "liability";
          case "O", "Q", "OWNERS' EQUITY", "EQUITY" -> "equity";
          case "R", "REVENUE" -> "revenue";
          case "E", "EXPENSE" -> "expense";
          default -> type.toLowerCase(Locale.ROOT);
        };
  }
}
