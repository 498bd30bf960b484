package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What differs from environment to environment, or what no source states for certain. The defaults
 * are the strict reading of the vendor sheet.
 *
 * @param resource the only audience that Entra knows for this environment, such as {@code
 *     https://host}; null: the address under which it is called, with http or https
 * @param tokenSeconds life of an access token
 * @param userIsMapped false: Entra signs the client in, but the environment knows no user for it
 *     and answers every call with 401
 * @param defaultCompany the user's company, which calls without {@code cross-company} see
 * @param visibleCompanies what the user can see with it; empty for all
 * @param pageMaximum most rows of an answer, 1 to 10,000
 * @param nextLinks what next links carry
 * @param nextLinkHost takes the place of the own address in next links; null for the own one
 * @param nextLinkWithTop whether an answer to {@code $top} above the page maximum has a next link
 *     (unverified; assumed not)
 * @param textsAreOrdered whether texts can be compared with gt, ge, lt, le (documented without
 *     types, unverified for texts)
 * @param caseMatters whether texts are compared and ordered with regard to case (unverified; the
 *     usual database does not)
 * @param missingEntities entity sets that this version does not have
 * @param customFields what the customer added: {@code CustomersV3.OpenTickets} → {@code INTEGER},
 *     {@code TEXT} or another {@link PropertyKind}
 * @param ifMatchCounts whether a write with another ETag in If-Match is a 412 (weak source; true)
 * @param attachmentsNeedFile whether an attachment without file contents is refused (unverified;
 *     true)
 * @param createsNeedFlag whether a row is made in another than the default company only with {@code
 *     cross-company=true} (unverified; true)
 * @param batchGoesOn whether a batch goes on behind a failed part (unverified; false: what stands
 *     behind it is neither done nor answered)
 * @param concurrentCalls how many calls may be under way, beyond it 429; 0 for no limit
 * @param answerMillis how long each call takes, in milliseconds
 * @param eventPauseMillis between two tries at a business event, in milliseconds
 * @param eventsStopped true: no business event is sent, as seen after an update
 * @param retryAfter seconds in Retry-After of such a 429, null for no header
 */
public record DynamicsSettings(
    String resource,
    int tokenSeconds,
    boolean userIsMapped,
    String defaultCompany,
    List<String> visibleCompanies,
    int pageMaximum,
    NextLinks nextLinks,
    String nextLinkHost,
    boolean nextLinkWithTop,
    boolean textsAreOrdered,
    boolean caseMatters,
    List<String> missingEntities,
    Map<String, String> customFields,
    boolean ifMatchCounts,
    boolean attachmentsNeedFile,
    boolean createsNeedFlag,
    boolean batchGoesOn,
    int concurrentCalls,
    int answerMillis,
    int eventPauseMillis,
    boolean eventsStopped,
    String retryAfter) {

  private static final int LARGEST_PAGE = 10_000;

  /** What a next link carries. */
  public enum NextLinks {
    /** {@code $skip}, as observed. */
    SKIP,
    /** {@code $skiptoken} that nobody can read, as observed too. */
    SKIPTOKEN,
    /** A full page without a next link: rows are silently missing. */
    NONE
  }

  public DynamicsSettings {
    require(defaultCompany != null, "defaultCompany: missing");
    defaultCompany = defaultCompany.toLowerCase(Locale.ROOT);
    visibleCompanies =
        visibleCompanies.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    missingEntities = List.copyOf(missingEntities);
    customFields = Map.copyOf(customFields);
    require(tokenSeconds > 0, "tokenSeconds: must be above 0");
    require(pageMaximum >= 1 && pageMaximum <= LARGEST_PAGE, "pageMaximum: must be 1 to 10,000");
    require(defaultCompany != null, "defaultCompany: missing");
    require(concurrentCalls >= 0, "concurrentCalls: must be 0 or more");
    require(eventPauseMillis >= 0, "eventPauseMillis: must be 0 or more");
    require(answerMillis >= 0, "answerMillis: must be 0 or more");
    require(nextLinks != null, "nextLinks: missing");
    customFields.forEach(
        (name, kind) -> {
          require(name.matches("\\w+\\.\\w+"), "customFields: " + name + " is not Entity.Field");
          PropertyKind.valueOf(kind);
        });
  }

  /** The settings of an environment that nobody changed. */
  public static DynamicsSettings standard() {
    return new DynamicsSettings(
        null,
        3599,
        true,
        DynamicsAccounts.DEFAULT_COMPANY,
        List.of(),
        LARGEST_PAGE,
        NextLinks.SKIP,
        null,
        false,
        true,
        false,
        List.of(),
        Map.of(),
        true,
        true,
        true,
        false,
        0,
        0,
        1_000,
        false,
        "5");
  }

  /** The same with some others, by their names; see {@link SandboxJson#with}. */
  DynamicsSettings with(ObjectNode some) {
    return SandboxJson.with(this, DynamicsSettings.class, some);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
