package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.ZoneId;
import java.util.List;

/**
 * What differs from one installation of PeopleSoft to the next, and what nobody verified (sheet
 * section 8); the standard is the reading that is harder for a client.
 *
 * @param node the local default node, as in every path of the Integration Broker
 * @param toolsRelease PeopleTools release; before 8.58 no bearer token is known
 * @param databaseZone whose wall clock gives today's date and fills stamps, which carry no zone
 * @param basic whether OPRID and password are accepted
 * @param tokenUser the OPRID that a token's claim is mapped to; empty for nobody
 * @param tokenSeconds life of a token
 * @param jsonSupported false: the result type JSON is answered as XML, as before 8.55
 * @param xmlPrefix prefix of the tags of an answer in XML; empty for a default namespace
 * @param rowsWhenNone what a JSON answer has for rows when there are none: absent, empty or null
 * @param queryErrors how a refused query is answered (unverified): {@code ib-response} is status
 *     200 with an error document, {@code json} status 200 with another status than success, {@code
 *     http} status 400 with an error document
 * @param rowCap most rows of an answer, whatever was asked for, cut in silence; 0 for no cap
 *     (unverified)
 * @param dateFormat of dates in answers
 * @param emailStamped whether a changed e-mail or phone moves the stamp of the name row
 *     (unverified)
 * @param visibleAfter when row security knows a new hire: {@code now}, a duration, or {@code never}
 * @param answerMillis how long the application server works on each call
 * @param parallelCalls how many calls it works on at a time; the others wait
 * @param waitingCalls how many can wait; further ones are refused by the web server with 503
 */
public record PeopleSoftSettings(
    String node,
    String toolsRelease,
    String databaseZone,
    boolean basic,
    String tokenUser,
    int tokenSeconds,
    boolean jsonSupported,
    String xmlPrefix,
    String rowsWhenNone,
    String queryErrors,
    int rowCap,
    String dateFormat,
    boolean emailStamped,
    String visibleAfter,
    int answerMillis,
    int parallelCalls,
    int waitingCalls) {

  private static final int FIRST_WITH_TOKENS = 58;

  public PeopleSoftSettings {
    require(node != null && node.matches("[A-Z0-9_]{1,30}"), "node: capitals, digits and _");
    require(
        toolsRelease != null && toolsRelease.matches("8\\.\\d\\d(\\.\\d\\d)?"),
        "toolsRelease: like 8.61.07");
    require(
        databaseZone != null && ZoneId.getAvailableZoneIds().contains(databaseZone),
        "databaseZone: no time zone");
    require(tokenUser != null, "tokenUser: missing");
    require(tokenSeconds > 0, "tokenSeconds: must be above 0");
    require(xmlPrefix != null && xmlPrefix.matches("[a-z]{0,10}"), "xmlPrefix: small letters");
    require(
        List.of("absent", "empty", "null").contains(rowsWhenNone),
        "rowsWhenNone: absent, empty or null");
    require(
        List.of("ib-response", "json", "http").contains(queryErrors),
        "queryErrors: ib-response, json or http");
    require(rowCap >= 0, "rowCap: must be 0 or more");
    require(dateFormat != null, "dateFormat: missing");
    java.time.format.DateTimeFormatter.ofPattern(dateFormat);
    Visibility.check(visibleAfter);
    require(answerMillis >= 0, "answerMillis: must be 0 or more");
    require(parallelCalls > 0, "parallelCalls: must be above 0");
    require(waitingCalls >= 0, "waitingCalls: must be 0 or more");
  }

  /** The settings of an installation that nobody changed. */
  public static PeopleSoftSettings standard() {
    return new PeopleSoftSettings(
        "PSFT_HR",
        "8.61.07",
        "America/Chicago",
        true,
        PeopleSoftAccounts.OPRID,
        3600,
        true,
        "",
        "absent",
        "ib-response",
        1000,
        "yyyy-MM-dd",
        false,
        "now",
        0,
        4,
        50);
  }

  ZoneId zone() {
    return ZoneId.of(databaseZone);
  }

  boolean knowsTokens() {
    return Integer.parseInt(toolsRelease.substring(2, 4)) >= FIRST_WITH_TOKENS;
  }

  /** The same with some others, by their names; see {@link SandboxJson#with}. */
  PeopleSoftSettings with(ObjectNode some) {
    return SandboxJson.with(this, PeopleSoftSettings.class, some);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
