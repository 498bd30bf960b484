package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * What differs from organization to organization, or what no source states for certain. The
 * defaults are the strict reading of the vendor sheet.
 *
 * @param offset the organization's offset, in which all times are written
 * @param tokenSeconds life of an access token
 * @param codeSeconds life of a grant code or an authorization code
 * @param tokensPerTenMinutes access tokens of one refresh token in ten minutes, then blocked for
 *     the rest of them
 * @param tokensAlive living access tokens of one refresh token; one more ends the oldest
 * @param refreshTokens living refresh tokens of a user and client; one more ends the oldest
 * @param refreshTokensPerMinute new ones in a minute, then blocked for the rest of it
 * @param redirectUris where consent may return to; a value that ends in * is a prefix
 * @param creditsPerDay credits of a rolling day; the default is Enterprise with ten users
 * @param concurrentCalls how many calls may be under way, beyond it 429
 * @param concurrentComplexCalls the same for writes of more than ten records
 * @param answerMillis how long each call takes, in milliseconds
 * @param pagedRows rows that {@code page} reaches
 * @param tokenRows rows that {@code page_token} reaches
 * @param pageTokenSeconds life of a page token
 * @param stablePageTokens false: a token is a distance from the start, so rows that leave the list
 *     meanwhile make others be skipped (unverified); true: it goes on behind the last row given
 * @param uniqueSystemFields system fields, such as {@code Accounts.Account_Name}, whose value two
 *     records cannot share (unverified)
 * @param unknownFieldsRefused whether a record with an unknown field is refused; false: such a
 *     field is silently left out (unverified)
 * @param partlyFailedStatus HTTP status of a batch of which a part failed: 207, 202 or 200
 * @param allFailedStatus HTTP status of a batch that failed as a whole: 400, 207, 202 or 200
 * @param missingRecordStatus HTTP status for a record that is not there: 204 or 400 (unverified)
 * @param olderDuplicateDetails whether DUPLICATE_DATA names the other record as {@code id}
 * @param searchLagSeconds how late search sees a write
 * @param coqlIgnoresCase whether COQL compares texts without regard to case (unverified)
 * @param permanentDays how long what left the recycle bin is listed (unverified)
 * @param channelsReplaced whether a channel can be enabled while it is alive (unverified)
 * @param operationWords what callbacks name an operation
 * @param callbackRetries how often a callback is tried again (unverified: not at all)
 */
public record ZohoSettings(
    String offset,
    int tokenSeconds,
    int codeSeconds,
    int tokensPerTenMinutes,
    int tokensAlive,
    int refreshTokens,
    int refreshTokensPerMinute,
    List<String> redirectUris,
    int creditsPerDay,
    int concurrentCalls,
    int concurrentComplexCalls,
    int answerMillis,
    int pagedRows,
    int tokenRows,
    int pageTokenSeconds,
    boolean stablePageTokens,
    List<String> uniqueSystemFields,
    boolean unknownFieldsRefused,
    int partlyFailedStatus,
    int allFailedStatus,
    int missingRecordStatus,
    boolean olderDuplicateDetails,
    int searchLagSeconds,
    boolean coqlIgnoresCase,
    int permanentDays,
    boolean channelsReplaced,
    OperationWords operationWords,
    int callbackRetries) {

  /** The two vocabularies that were seen for the operation of a callback. */
  public enum OperationWords {
    /** insert, update, delete. */
    INSERT,
    /** create, edit, delete. */
    CREATE,
    /** One callback so, the next the other way. */
    BOTH
  }

  public ZohoSettings {
    redirectUris = List.copyOf(redirectUris);
    uniqueSystemFields = List.copyOf(uniqueSystemFields);
    ZoneOffset.of(offset);
    require(tokenSeconds > 0, "tokenSeconds: must be above 0");
    require(codeSeconds > 0, "codeSeconds: must be above 0");
    require(pageTokenSeconds > 0, "pageTokenSeconds: must be above 0");
    require(creditsPerDay > 0, "creditsPerDay: must be above 0");
    require(concurrentCalls > 0, "concurrentCalls: must be above 0");
    require(concurrentComplexCalls > 0, "concurrentComplexCalls: must be above 0");
    require(operationWords != null, "operationWords: missing");
    require(
        Set.of(200, 202, 207).contains(partlyFailedStatus), "partlyFailedStatus: 200, 202 or 207");
    require(
        Set.of(200, 202, 207, 400).contains(allFailedStatus),
        "allFailedStatus: 200, 202, 207 or 400");
    require(Set.of(204, 400).contains(missingRecordStatus), "missingRecordStatus: 204 or 400");
    for (String each : uniqueSystemFields) {
      require(each.matches("\\w+\\.\\w+"), "uniqueSystemFields: " + each + " is not Module.Field");
    }
  }

  /** The settings of an organization that nobody changed. */
  public static ZohoSettings standard() {
    return new ZohoSettings(
        "+03:00",
        3600,
        60,
        10,
        10,
        20,
        5,
        List.of("http://127.0.0.1:*", "http://localhost:*"),
        60_000,
        20,
        10,
        0,
        2_000,
        100_000,
        86_400,
        false,
        List.of("Accounts.Account_Name"),
        true,
        207,
        400,
        204,
        false,
        60,
        false,
        1,
        false,
        OperationWords.BOTH,
        0);
  }

  /** The same with some others, by their names; see {@link SandboxJson#with}. */
  ZohoSettings with(ObjectNode some) {
    return SandboxJson.with(this, ZohoSettings.class, some);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
