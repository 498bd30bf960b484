package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.Map;

/**
 * What differs from one Tableau to the next, and what nobody verified (sheet part T and U); the
 * standard is the reading that is harder for a client. Times go by the sandbox's clock.
 *
 * @param restApiVersion newest version of the REST API that the server knows
 * @param productVersion of the server
 * @param idleMinutes life of a session that is not used: 120 at Cloud, 240 at Server
 * @param patUnusedDays after so many days without a sign-in a personal access token is dead
 * @param indexSeconds how long a new data source is in no list yet
 * @param queueMillis how long a job waits before it starts
 * @param publishMillis how long publishing takes
 * @param updateMillis how long an update of data takes
 * @param refreshMillis how long the refresh of an extract takes
 * @param chunkMillis real time that the server is busy with a chunk; another one in this time is
 *     refused
 * @param partMb largest file in one request, in MB
 * @param syncUpToMb a larger file that is published without asJob is answered 504 although it is
 *     published
 * @param requestIdHours how long a request id is remembered (unverified)
 * @param requestIdAfterFailure whether that of a failed job is too (unverified)
 * @param concurrentUpdates what becomes of an update while another job works on the data source
 *     (unverified): {@code fail} or {@code wait}
 * @param severalActions whether an update may have several actions (atomicity unverified)
 * @param parquetPayload whether an update's payload may be parquet (unverified)
 * @param parquetAppend whether parquet can be appended (unverified)
 * @param plainParquet whether only INT64 decimals of at most 18 digits, timestamps in UTC
 *     microseconds, and Snappy or no compression are read (unverified)
 * @param overwriteCreates whether overwriting what is not there makes it
 * @param uploadsOutliveSessions whether an upload can be continued in another session (unverified)
 * @param jobsNameData whether a finished publish job names the data source
 * @param updatesRaiseEvents whether an update of data raises DatasourceUpdated (unverified)
 * @param refreshResource what the events of refreshes are about: EXTRACTS, or DATASOURCE and
 *     WORKBOOK as older pages have it
 * @param webhookPauseMillis pause before the first further try of a webhook's call; it doubles
 * @param webhookFailures after so many events that never arrived a webhook is disabled (unverified)
 * @param callsPerHour calls per user and hour
 * @param refreshesPerHour refreshes started per hour
 * @param jobCallsPerDay calls about jobs per day
 * @param retryAfter how a 429 says when: {@code seconds}, {@code date} or {@code none}
 * @param scopes the scope that a connected app's token needs, by group of calls (unverified but for
 *     uploads)
 */
public record TableauSettings(
    String restApiVersion,
    String productVersion,
    int idleMinutes,
    int patUnusedDays,
    int indexSeconds,
    int queueMillis,
    int publishMillis,
    int updateMillis,
    int refreshMillis,
    int chunkMillis,
    int partMb,
    int syncUpToMb,
    int requestIdHours,
    boolean requestIdAfterFailure,
    String concurrentUpdates,
    boolean severalActions,
    boolean parquetPayload,
    boolean parquetAppend,
    boolean plainParquet,
    boolean overwriteCreates,
    boolean uploadsOutliveSessions,
    boolean jobsNameData,
    boolean updatesRaiseEvents,
    String refreshResource,
    int webhookPauseMillis,
    int webhookFailures,
    int callsPerHour,
    int refreshesPerHour,
    int jobCallsPerDay,
    String retryAfter,
    Map<String, String> scopes) {

  private static final Map<String, String> SCOPES =
      Map.of(
          "read", "tableau:content:read",
          "upload", "tableau:file_uploads:create",
          "publish", "tableau:datasources:create",
          "update", "tableau:datasources:update",
          "project", "tableau:projects:create",
          "refresh", "tableau:tasks:run",
          "job", "tableau:jobs:read",
          "webhook", "tableau:webhooks:*");

  public TableauSettings {
    ApiVersion.parse(restApiVersion);
    require(productVersion != null, "productVersion: missing");
    require(idleMinutes > 0, "idleMinutes: must be above 0");
    require(patUnusedDays > 0, "patUnusedDays: must be above 0");
    require(
        Math.min(Math.min(indexSeconds, queueMillis), Math.min(publishMillis, updateMillis)) >= 0,
        "indexSeconds, queueMillis, publishMillis, updateMillis: must be 0 or more");
    require(
        refreshMillis >= 0 && chunkMillis >= 0, "refreshMillis, chunkMillis: must be 0 or more");
    require(partMb > 0 && partMb <= 64, "partMb: 1 to 64");
    require(syncUpToMb >= 0, "syncUpToMb: must be 0 or more");
    require(requestIdHours >= 0, "requestIdHours: must be 0 or more");
    require(List.of("fail", "wait").contains(concurrentUpdates), "concurrentUpdates: fail or wait");
    require(
        List.of("EXTRACTS", "OBJECT").contains(refreshResource),
        "refreshResource: EXTRACTS or OBJECT");
    require(webhookPauseMillis >= 0, "webhookPauseMillis: must be 0 or more");
    require(webhookFailures > 0, "webhookFailures: must be above 0");
    require(
        callsPerHour > 0 && refreshesPerHour > 0 && jobCallsPerDay > 0,
        "callsPerHour, refreshesPerHour, jobCallsPerDay: must be above 0");
    require(
        List.of("seconds", "date", "none").contains(retryAfter),
        "retryAfter: seconds, date or none");
    scopes = Map.copyOf(scopes);
    require(scopes.keySet().equals(SCOPES.keySet()), "scopes: one for each of " + SCOPES.keySet());
  }

  /** The settings of a site that nobody changed. */
  public static TableauSettings standard() {
    return new TableauSettings(
        "3.27",
        "2026.1.0",
        120,
        15,
        10,
        500,
        1000,
        1000,
        5000,
        20,
        64,
        10,
        24,
        true,
        "fail",
        false,
        false,
        false,
        true,
        false,
        false,
        true,
        false,
        "EXTRACTS",
        500,
        4,
        40_000,
        60,
        20_000,
        "seconds",
        SCOPES);
  }

  ApiVersion version() {
    return ApiVersion.parse(restApiVersion);
  }

  /** The same with some others, by their names; see {@link SandboxJson#with}. */
  TableauSettings with(ObjectNode some) {
    return SandboxJson.with(this, TableauSettings.class, some);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
