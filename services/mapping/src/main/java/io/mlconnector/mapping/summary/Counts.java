package io.mlconnector.mapping.summary;

import java.time.Instant;

/**
 * What was counted for one summary.
 *
 * @param oldestOpen null where none is open
 * @param lastActivity null where there is no ticket
 * @param usersSuspended null where no user of the helpdesk was ever read
 * @param usersAdded null where it is not known of each user when it was created
 */
record Counts(
    int open,
    int openUrgent,
    int pending,
    int onHold,
    int solved,
    Instant oldestOpen,
    Instant lastActivity,
    Integer usersSuspended,
    Integer usersAdded) {}
