package io.mlconnector.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a helpdesk has to do with one of its organizations, counted by us; schema {@code
 * support-summary.v1.json}. It begins with the organization's first ticket and stays when none is
 * left.
 *
 * @param key the organization's key, as {@code organizationKey}
 * @param open tickets that are new or open, or in a status that the contract does not know
 * @param openUrgent those of the open ones that are urgent
 * @param oldestOpen when the oldest of the open ones was opened
 * @param usersSuspended null where the helpdesk's users are not read
 * @param usersAdded in the last 30 days; null where it is not known when users were added
 * @param status {@code normal}, {@code elevated} or {@code critical}
 * @param asOf when it was counted; a new count alone is not published
 */
public record SupportSummary(
    String key,
    String organizationKey,
    int open,
    int openUrgent,
    int pending,
    int onHold,
    int solvedIn30Days,
    Instant oldestOpen,
    Instant lastActivity,
    Integer usersSuspended,
    Integer usersAdded,
    String status,
    Instant asOf,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "support-summary";

  public SupportSummary {
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  @Override
  public String entity() {
    return ENTITY;
  }

  /** None: no vendor has such a record. */
  @Override
  public Map<String, Object> custom() {
    return Map.of();
  }
}
