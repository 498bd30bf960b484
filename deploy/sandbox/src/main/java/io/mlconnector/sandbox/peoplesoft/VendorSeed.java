package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Country;
import io.mlconnector.sandbox.Draw;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Makes up vendors: the same for the same seed and size. One of fifteen each is an employee vendor,
 * a one-time or single-payment one, inactive or unapproved; the third and the fourth have one
 * VENDOR_ID in two SETIDs; every pair of neighbours around each tenth rank has equal spend.
 */
final class VendorSeed {

  static final int FEWEST = 20;
  private static final List<String> TRADES =
      List.of("Supplies", "Freight", "Catering", "Software", "Staffing", "Tooling", "Energy");
  private static final List<String> TERMS = List.of("N30", "N45", "N60", "IMM");
  private static final int LONGEST_SHORT_NAME = 10;
  private static final int TIED_EVERY = 10;

  private final Database database;
  private final Draw draw;
  private final LocalDate today;

  VendorSeed(Database database, long seed, LocalDate today) {
    this.database = database;
    this.draw = new Draw(seed + 78);
    this.today = today;
  }

  void fill(int vendors) {
    String third = null;
    for (int place = 1; place <= vendors; place++) {
      Row vendor = vendor(place, vendors);
      if (place == 3) {
        third = vendor.text("VENDOR_ID");
        vendor.set("SETID", "SHARE");
      } else if (place == 4) {
        vendor.set("SETID", "EUR01").set("VENDOR_ID", third);
      }
      database.put(vendor);
    }
  }

  private Row vendor(int place, int of) {
    Country country = draw.from(Country.ALL);
    Country.Town town = draw.from(country.towns());
    String start = draw.from(country.lastNames()) + " " + draw.from(TRADES);
    String name = draw.once(start, " ", " " + draw.from(country.legalForms()));
    String slug = Draw.slug(name).replace("-", "");
    return Row.of(
        "SETID",
        place % 9 == 0 ? "EUR01" : place % 7 == 0 ? "USA01" : "SHARE",
        "VENDOR_ID",
        database.nextVendorId(),
        "VENDOR_NAME_SHORT",
        shortName(slug, place),
        "NAME1",
        name,
        "NAME2",
        draw.chance(10) ? "Accounts Receivable" : "",
        "VENDOR_STATUS",
        place % 15 == 8 ? "I" : place % 15 == 11 ? "E" : "A",
        "VENDOR_CLASS",
        place % 15 == 5 ? "E" : place % 60 == 31 ? "H" : place % 45 == 40 ? "A" : "R",
        "VENDOR_PERSISTENCE",
        place % 15 == 10 ? "O" : place % 30 == 14 ? "S" : place % 4 == 1 ? "P" : "R",
        "PRIM_ADDR_SEQ_NUM",
        1,
        "ADDRESS1",
        (1 + draw.below(180)) + " " + draw.from(country.streets()),
        "ADDRESS2",
        draw.chance(15) ? "Dock " + (1 + draw.below(9)) : "",
        "CITY",
        town.name(),
        "STATE",
        town.state(),
        "POSTAL",
        draw.digits(town.postalPattern()),
        "COUNTRY",
        iso3(country.code()),
        "EMAILID",
        draw.chance(85) ? "ar@" + slug + ".example" : "",
        "PHONE",
        draw.chance(85) ? draw.digits(country.phonePrefix()) : "",
        "CURRENCY_CD",
        country.currency(),
        "PYMNT_TERMS_CD",
        draw.from(TERMS),
        "HOLD_CODE",
        draw.chance(4) ? "AMT" : "",
        "LAST_MODIFIED_DATE",
        today.minusDays(20 + draw.below(900)),
        "SPEND_12M",
        spend(place, of));
  }

  /** Ranks are spread over the places; the last of each ten ranks ties with the next one. */
  private static BigDecimal spend(int place, int of) {
    int step = 37;
    while (gcd(step, of) != 1) {
      step++;
    }
    int rank = (int) ((long) place * step % of) + 1;
    int counted = rank % TIED_EVERY == 1 && rank > 1 ? rank - 1 : rank;
    return BigDecimal.valueOf((long) (of - counted) * 137_077 + 1_999, 2);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static String shortName(String slug, int place) {
    String start = slug.substring(0, Math.min(LONGEST_SHORT_NAME, slug.length()));
    return start.toUpperCase(Locale.ROOT) + "-" + "%03d".formatted(place % 1000);
  }

  private static String iso3(String country) {
    return new Locale("", country).getISO3Country();
  }
}
