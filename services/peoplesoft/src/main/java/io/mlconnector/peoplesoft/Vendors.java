package io.mlconnector.peoplesoft;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Vendors, all of them each time, since what they are ranked by moves without a stamp. With a top N
 * those are published that reach it; one that did stays until it is a margin below.
 */
final class Vendors implements SourceStream<VendorRow> {

  static final String NAME = "vendors";

  private static final int KEYS = 50;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> entities() {
    return List.of(Vendor.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.snapshot();
  }

  @Override
  public Page<VendorRow> fetch(Connection connection, Cursor cursor) {
    if (cursor.page() == null) {
      // What shows whether PeopleSoft can be reached, before anything is believed.
      Today.of(connection);
    }
    PsSettings settings = new PsSettings(connection);
    VendorList list = new VendorList(connection);
    if (settings.top() > 0) {
      Ranking ranking = ranking(settings, list.all());
      return ranked(settings, ranking, ranking.first(settings.top() + settings.margin()));
    }
    VendorRules rules = VendorRules.of(settings);
    VendorList.Chunk chunk = list.next(cursor.page());
    return Page.of(chunk.rows().stream().filter(rules::wants).toList(), chunk.next());
  }

  private static Ranking ranking(PsSettings settings, List<VendorRow> all) {
    VendorRules rules = VendorRules.of(settings);
    return new Ranking(
        all.stream().filter(rules::wants).toList(), settings.settings().text("topVendorsBy"));
  }

  /** Those below the top are only kept up to date where they once reached it. */
  private static Page<VendorRow> ranked(
      PsSettings settings, Ranking ranking, List<VendorRow> rows) {
    Set<String> below =
        rows.stream()
            .map(VendorRow::key)
            .filter(key -> ranking.rank(key) > settings.top())
            .map(VendorKey::toString)
            .collect(Collectors.toSet());
    return new Page<>(rows, List.of(), List.of(), below, null, true);
  }

  @Override
  public int keysPerCall() {
    return KEYS;
  }

  /** What a filter or the ranking leaves out is said to be gone, with the reason. */
  @Override
  public Page<VendorRow> fetchByKeys(Connection connection, List<String> keys) {
    PsSettings settings = new PsSettings(connection);
    VendorRules rules = VendorRules.of(settings);
    VendorList list = new VendorList(connection);
    Set<VendorKey> wanted = new LinkedHashSet<>();
    keys.forEach(key -> VendorKey.of(key).ifPresent(wanted::add));
    boolean top = settings.top() > 0;
    List<VendorRow> all = top ? list.all() : list.named(List.copyOf(wanted));
    Ranking ranking = top ? ranking(settings, all) : null;
    List<VendorRow> rows = new ArrayList<>();
    List<Page.Removed> removed = new ArrayList<>();
    for (VendorRow row : all) {
      if (!wanted.contains(row.key())) {
        continue;
      }
      String refusal = rules.refusal(row);
      if (refusal == null && top && ranking.rank(row.key()) > settings.top() + settings.margin()) {
        refusal =
            "is no longer among the top %d by %s"
                .formatted(settings.top(), settings.settings().text("topVendorsBy"));
      }
      if (refusal == null) {
        rows.add(row);
      } else {
        removed.add(new Page.Removed(row.key().toString(), refusal));
      }
    }
    if (top) {
      Page<VendorRow> page = ranked(settings, ranking, rows);
      return new Page<>(rows, List.of(), removed, page.ifPublished(), null, true);
    }
    return new Page<>(rows, List.of(), removed, null, true);
  }

  @Override
  public String key(VendorRow row) {
    return row.key().toString();
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, VendorRow row, Instant asOf) {
    String hold = row.text("holdCode");
    String email = row.text("email");
    return List.of(
        Vendor.builder(key(row))
            .name(row.name())
            .accountNumber(row.required("vendorId"))
            .status(hold == null ? "active" : "on-hold")
            .email(email)
            .phone(row.text("phone"))
            .address(row.address())
            .paymentTerms(row.text("paymentTerms"))
            .currency(row.text("currency"))
            .category(row.text("vendorClass"))
            .type(row.text("persistence"))
            .holdCode(hold)
            .custom(custom(new PsSettings(connection), row))
            .gaps(
                email == null
                    ? List.of(new Gap("email", "The vendor's primary address has no e-mail."))
                    : List.of())
            .build());
  }

  private static Map<String, Object> custom(PsSettings settings, VendorRow row) {
    Map<String, Object> custom = new LinkedHashMap<>();
    if (settings.top() > 0) {
      // Whoever is published is; who drops out is published as removed.
      custom.put("topVendor", true);
    }
    for (String column : settings.list("vendorAttributes")) {
      String text = row.row().text(column);
      if (text != null) {
        custom.put(column, text);
      }
    }
    return custom;
  }
}
