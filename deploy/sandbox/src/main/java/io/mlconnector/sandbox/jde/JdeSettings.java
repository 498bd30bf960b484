package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.ZoneId;
import java.util.List;

/**
 * What differs from installation to installation, or what no source states for certain. The
 * defaults are the strict reading of the vendor sheet.
 *
 * @param inactivityMinutes a session ends so long after its last call (unverified; 30)
 * @param timeToLiveMinutes a session ends so long after its sign-in (unverified; 30)
 * @param sessionsPerUser most live sessions of the user, 0 for no limit (unverified; none)
 * @param htmlServerAllowsAis false: sign-ins are answered with 405
 * @param dataTokenStatus status of the data service for an invalid token: 403 or 444
 * @param dateFormat of the user, as in {@code dd/MM/yyyy}; date literals in filters follow it
 * @param compactDates whether a literal may leave the separators out, as seen in the wild
 * @param stampZone whose clock fills UPMJ and UPMT (unverified; assumed ahead of the user's)
 * @param userZone in which TODAY is evaluated
 * @param padded whether texts come filled with blanks
 * @param defaultPageSize rows of an answer to a request without maxPageSize
 * @param largestPage most rows of an answer whatever was asked for, 0 for no limit
 * @param resultSetSeconds life of a result set for next links since its last use
 * @param nextLinkHost scheme, host and port of next links
 * @param rootPrefix of the member that holds a browse: {@code fs_DATABROWSE_}; one sample of the
 *     vendor says {@code fs_DATABROWSER_}
 * @param plainCount whether a COUNT is answered as {@code count} instead of {@code output}
 *     (unverified; false)
 * @param specialDatesInGet whether {@code $filter} knows TODAY_MINUS_DAY, from Tools 9.2.8.3 on
 * @param missingInputs what the designer left out: an orchestration's name, or that with an input's
 *     as in {@code CreateCustomer.CreditLimit}
 * @param companyInputs companies for which the orchestrations of customers have inputs of their
 *     own, as in {@code CreditLimit_00050}; without them Company names the one that is meant
 * @param statusOutputs whether the designer enabled jde__status and its companions
 * @param answerMillis how long each call takes, in milliseconds
 */
public record JdeSettings(
    int inactivityMinutes,
    int timeToLiveMinutes,
    int sessionsPerUser,
    boolean htmlServerAllowsAis,
    int dataTokenStatus,
    String dateFormat,
    boolean compactDates,
    String stampZone,
    String userZone,
    boolean padded,
    int defaultPageSize,
    int largestPage,
    int resultSetSeconds,
    String nextLinkHost,
    String rootPrefix,
    boolean plainCount,
    boolean specialDatesInGet,
    List<String> missingInputs,
    List<String> companyInputs,
    boolean statusOutputs,
    int answerMillis) {

  public JdeSettings {
    missingInputs = missingInputs == null ? List.of() : List.copyOf(missingInputs);
    companyInputs = companyInputs == null ? List.of() : List.copyOf(companyInputs);
    require(inactivityMinutes > 0, "inactivityMinutes: must be above 0");
    require(timeToLiveMinutes > 0, "timeToLiveMinutes: must be above 0");
    require(sessionsPerUser >= 0, "sessionsPerUser: must be 0 or more");
    require(dataTokenStatus == 403 || dataTokenStatus == 444, "dataTokenStatus: 403 or 444");
    require(DateLiterals.isFormat(dateFormat), "dateFormat: must be of dd, MM and yyyy");
    require(stampZone != null && isZone(stampZone), "stampZone: no time zone");
    require(userZone != null && isZone(userZone), "userZone: no time zone");
    require(defaultPageSize > 0, "defaultPageSize: must be above 0");
    require(largestPage >= 0, "largestPage: must be 0 or more");
    require(resultSetSeconds > 0, "resultSetSeconds: must be above 0");
    require(nextLinkHost != null, "nextLinkHost: missing");
    require(
        rootPrefix != null && rootPrefix.startsWith("fs_DATABROWS"),
        "rootPrefix: must begin with fs_DATABROWS");
    require(answerMillis >= 0, "answerMillis: must be 0 or more");
  }

  /** The settings of an installation that nobody changed. */
  public static JdeSettings standard() {
    return new JdeSettings(
        30,
        30,
        0,
        true,
        403,
        "dd/MM/yyyy",
        true,
        "Australia/Sydney",
        "America/Denver",
        true,
        100,
        0,
        60,
        "http://jde-ais.corp.example:9300",
        "fs_DATABROWSE_",
        false,
        false,
        List.of(),
        List.of(),
        true,
        0);
  }

  ZoneId zoneOfStamps() {
    return ZoneId.of(stampZone);
  }

  ZoneId zoneOfUser() {
    return ZoneId.of(userZone);
  }

  /** The same with some others, by their names; see {@link SandboxJson#with}. */
  JdeSettings with(ObjectNode some) {
    return SandboxJson.with(this, JdeSettings.class, some);
  }

  private static boolean isZone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
