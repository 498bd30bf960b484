package io.mlconnector.zoho;

import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Limits.Budget;
import io.mlconnector.spi.Limits.RemainingHeader;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Zoho's credits in 24 hours, by edition and users, and how many calls may run at a time.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html">Limits</a>
 */
final class ZohoLimits {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.choice(
              "edition",
              "standard",
              "The organization's edition; it decides how many credits a day there are, and how"
                  + " many calls may run at a time.",
              "free",
              "standard",
              "professional",
              "enterprise",
              "ultimate"),
          Setting.optional(
              "users",
              Setting.Type.INTEGER,
              "1",
              "How many users have a licence; each brings credits with it."));

  private static final Duration DAY = Duration.ofHours(24);
  private static final int BASE = 50_000;

  private ZohoLimits() {}

  static Limits of(Settings settings) {
    String edition = settings.text("edition");
    int users = Math.max(1, settings.integer("users"));
    return new Limits(
        List.of(new Budget("credits", Pattern.compile(".*"), credits(edition, users), DAY)),
        List.of(new RemainingHeader("X-API-CREDITS-REMAINING", null)),
        0,
        concurrency(edition));
  }

  static int credits(String edition, int users) {
    return switch (edition) {
      case "free" -> 5_000;
      case "professional" -> grown(users, 500, 3_000_000);
      case "enterprise" -> grown(users, 1_000, 5_000_000);
      case "ultimate" -> grown(users, 2_000, Integer.MAX_VALUE);
      default -> grown(users, 250, 100_000);
    };
  }

  private static int grown(int users, int each, int most) {
    return (int) Math.min(most, BASE + (long) users * each);
  }

  /** Half of what the edition has, since others work with the organization too. */
  private static int concurrency(String edition) {
    return switch (edition) {
      case "free" -> 2;
      case "standard" -> 5;
      case "professional" -> 7;
      default -> 10;
    };
  }
}
