package io.mlconnector.platform.poll;

import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.sql.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What all polling shares.
 *
 * @param paused whether a connection stands still now
 */
record PollServices(
    Transactions transactions,
    SourceRecords records,
    StreamCursors cursors,
    ParkedReads parked,
    FullScans scans,
    Suppressions suppressions,
    String service,
    Function<AuditEvent, List<Message>> audit,
    Topics topics,
    Clock clock,
    PollMetrics metrics,
    Predicate<String> paused) {}
