package io.mlconnector.zendesk;

import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Limits.Budget;
import io.mlconnector.spi.Limits.RemainingHeader;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Zendesk's budgets: one per account by plan, shared with every other integration, and further ones
 * per endpoint.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/introduction/rate-limits/">Rate
 *     limits</a>
 */
final class ZendeskLimits {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.choice(
              "plan",
              "professional",
              "The Suite plan; it decides how many calls a minute the account has.",
              "team",
              "growth",
              "professional",
              "enterprise",
              "enterprise-plus"),
          Setting.optional(
              "highVolume",
              Setting.Type.BOOLEAN,
              "false",
              "Whether the account has the High Volume API add-on, 2,500 calls a minute."));

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int JOBS = 30;
  private static final int CONCURRENCY = 4;

  private ZendeskLimits() {}

  static Limits of(Settings settings) {
    boolean highVolume = settings.flag("highVolume");
    int perMinute = highVolume ? 2_500 : perMinute(settings.text("plan"));
    return new Limits(
        List.of(
            new Budget("account", Pattern.compile(".*"), perMinute, MINUTE),
            new Budget(
                "update-organization",
                Pattern.compile("PUT /api/v2/organizations/(\\d+)\\b.*"),
                5,
                MINUTE),
            new Budget(
                "update-user", Pattern.compile("PUT /api/v2/users/(\\d+)\\.json"), 5, MINUTE),
            new Budget(
                "update-users", Pattern.compile("PUT /api/v2/users/\\d+\\.json"), 60, MINUTE),
            new Budget(
                "incremental",
                Pattern.compile("GET /api/v2/incremental/.*"),
                highVolume ? 30 : 10,
                MINUTE),
            new Budget(
                "search-export", Pattern.compile("GET /api/v2/search/export.*"), 100, MINUTE)),
        List.of(
            new RemainingHeader("X-Rate-Limit-Remaining", "ratelimit-reset"),
            new RemainingHeader("ratelimit-remaining", "ratelimit-reset")),
        JOBS,
        CONCURRENCY);
  }

  private static int perMinute(String plan) {
    return switch (plan) {
      case "team" -> 200;
      case "enterprise" -> 700;
      case "enterprise-plus" -> 2_500;
      default -> 400;
    };
  }
}
