package io.mlconnector.mapping.summary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Contact;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.canonical.Ticket;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.mapping.delivery.MappingMeters;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshot.State;
import io.mlconnector.mapping.summary.SummaryTable.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what a helpdesk has to do with its organizations, within the transaction in which a ticket
 * or a user changed or a day has passed, and gives what changed as messages for its outbox.
 * Counting the same again gives none.
 */
@ApplicationScoped
public class Summaries {

  private final Topics topics;
  private final Audits audits;
  private final MappingMeters meters;
  private final Thresholds thresholds;
  private final Clock clock;

  public Summaries(
      Topics topics, Audits audits, MappingMeters meters, Thresholds thresholds, Clock clock) {
    this.topics = topics;
    this.audits = audits;
    this.meters = meters;
    this.thresholds = thresholds;
    this.clock = clock;
  }

  /**
   * Counts for the organizations that these records concern, or concerned before. A summary begins
   * with a ticket; a user changes only what is there.
   *
   * @param stored newest states, which were stored in this transaction; those of other entities
   *     than tickets and contacts change nothing
   */
  public List<Message> after(Connection sql, Collection<Snapshot> stored) throws SQLException {
    List<TicketState> tickets =
        stored.stream()
            .filter(each -> each.key().entity().equals(Ticket.ENTITY))
            .map(TicketState::of)
            .toList();
    Map<String, String> begun = tickets.isEmpty() ? Map.of() : TicketStates.store(sql, tickets);
    Map<String, String> touched = new TreeMap<>(begun);
    stored.forEach(each -> user(each, touched));
    if (touched.isEmpty()) {
      return List.of();
    }
    if (!begun.isEmpty()) {
      SummaryTable.begin(sql, begun.keySet(), clock.instant());
    }
    List<Stored> locked = SummaryTable.lock(sql, touched.keySet());
    return locked.isEmpty() ? List.of() : count(sql, locked, touched, Instant.MIN).messages();
  }

  /** The organization that a user has left is counted at night: nobody says here which it was. */
  private static void user(Snapshot contact, Map<String, String> touched) {
    boolean user =
        contact.key().entity().equals(Contact.ENTITY) && contact.state() == State.PRESENT;
    String organization = user ? contact.data().path("customerKey").asText("") : "";
    if (!organization.isBlank()) {
      RecordKey key =
          new RecordKey(contact.key().connection(), SupportSummary.ENTITY, organization);
      touched.putIfAbsent(key.toString(), contact.journey());
    }
  }

  /** Counts again what was counted last before that time; empty where nothing is left to count. */
  Optional<Counted> again(Connection sql, Instant before, int limit) throws SQLException {
    List<Stored> due = SummaryTable.lockDue(sql, before, limit);
    return due.isEmpty() ? Optional.empty() : Optional.of(count(sql, due, Map.of(), before));
  }

  private Counted count(
      Connection sql, List<Stored> locked, Map<String, String> journeys, Instant notBefore)
      throws SQLException {
    Instant time = clock.instant();
    // A clock that is set back in between must not let what was counted be due for ever.
    Instant now = time.isBefore(notBefore) ? notBefore : time;
    Map<RecordKey, Counts> counts =
        Counting.of(sql, locked.stream().map(Stored::key).toList(), now);
    Counted counted = new Counted(topics, audits);
    for (Stored last : locked) {
      SupportSummary summary = summary(last.key().key(), counts.get(last.key()), now);
      String content = content(summary);
      if (content.equals(last.content())) {
        counted.unchanged(last);
      } else {
        String journey = journeys.get(last.key().toString());
        counted.changed(last.next(content), summary, journey == null ? Journey.begin() : journey);
      }
    }
    SummaryTable.counted(sql, counted.all(), now);
    meters.summaries("published", counted.published());
    meters.summaries("unchanged", counted.all().size() - counted.published());
    return counted;
  }

  private SupportSummary summary(String organization, Counts counts, Instant now) {
    List<Gap> gaps = new ArrayList<>();
    if (counts.usersSuspended() == null) {
      gaps.add(new Gap("usersSuspended", "The helpdesk's users are not read."));
      gaps.add(new Gap("usersAdded", "The helpdesk's users are not read."));
    } else if (counts.usersAdded() == null) {
      gaps.add(new Gap("usersAdded", "It is not known when the helpdesk's users were created."));
    }
    return new SupportSummary(
        organization,
        organization,
        counts.open(),
        counts.openUrgent(),
        counts.pending(),
        counts.onHold(),
        counts.solved(),
        counts.oldestOpen(),
        counts.lastActivity(),
        counts.usersSuspended(),
        counts.usersAdded(),
        thresholds.status(counts, now),
        now,
        gaps);
  }

  /** What is compared: all but the time of the counting. */
  private static String content(SupportSummary summary) {
    ObjectNode content = CanonicalJson.tree(summary);
    content.remove("asOf");
    return CanonicalJson.text(content);
  }
}
