package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;

/**
 * What differs from account to account, and what the vendor leaves open.
 *
 * @param plan sets the requests per minute of the whole account
 * @param highVolume whether the add-on for more requests was bought
 * @param bulkUserImport whether create_many and create_or_update_many of users answer at all
 * @param severalOrganizations whether a user may belong to more than one organization
 * @param helpDeskOpen false answers every call as a subdomain that nobody has
 * @param searchLagSeconds how long a write stays invisible to search
 * @param countCacheSeconds how long a count is answered from the cache
 * @param jobMillisPerItem time of a job per item, measured on the sandbox clock
 * @param jobMinMillis the shortest time of any job
 * @param jobRetentionSeconds how long a finished job can be asked for (not documented)
 * @param raceMillis how long a new organization is in the making, unseen by another create; 0 for
 *     no race at all
 * @param failedUserAsIdOne shows a failed user of create_or_update_many as an empty user with id 1
 * @param agentWritesIgnored drops what an agent may not change instead of answering 403
 * @param scopeMustBeGiven client_credentials without a scope gets a token that may do nothing
 * @param linkHost the host (and port) in links of answers, another than the one called
 */
public record Settings(
    Plan plan,
    boolean highVolume,
    boolean bulkUserImport,
    boolean severalOrganizations,
    boolean helpDeskOpen,
    long searchLagSeconds,
    long countCacheSeconds,
    long jobMillisPerItem,
    long jobMinMillis,
    long jobRetentionSeconds,
    long raceMillis,
    boolean failedUserAsIdOne,
    boolean agentWritesIgnored,
    boolean scopeMustBeGiven,
    String linkHost) {

  public static Settings defaults() {
    return new Settings(
        Plan.ENTERPRISE,
        false,
        true,
        true,
        true,
        30,
        60,
        50,
        200,
        86_400,
        10,
        false,
        false,
        false,
        "heritage-desk.zendesk.com:443");
  }

  /** These settings with some changed; throws {@link IllegalArgumentException} naming the field. */
  public Settings with(ObjectNode changes) {
    ObjectNode all = SandboxJson.MAPPER.valueToTree(this);
    all.setAll(changes);
    try {
      return SandboxJson.MAPPER
          .readerFor(Settings.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .readValue(all);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings: " + e.getOriginalMessage(), e);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException("settings: " + e.getMessage(), e);
    }
  }

  String url(String path) {
    return "https://" + linkHost + "/api/v2/" + path;
  }
}
