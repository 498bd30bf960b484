package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The account's tickets, numbered from 1 on. Whoever writes on them here are the people of the
 * helpdesk; the API only reads them.
 */
public final class Tickets {

  private static final Set<String> STATUSES =
      Set.of("new", "open", "pending", "hold", "solved", "closed");
  private static final Set<String> CHANGEABLE =
      Set.of(
          "subject",
          "status",
          "priority",
          "type",
          "requester_id",
          "organization_id",
          "brand_id",
          "group_id",
          "assignee_id",
          "tags");

  /** What a change of an attribute is called in events; there is no ticket.updated. */
  private static final Map<String, String> VERBS =
      Map.of(
          "subject", "subject_changed",
          "status", "status_changed",
          "priority", "priority_changed",
          "organization_id", "organization_changed",
          "requester_id", "requester_changed",
          "brand_id", "brand_changed",
          "group_id", "group_assignment_changed",
          "assignee_id", "agent_assignment_changed",
          "tags", "tags_changed");

  private final Ids ids;
  private final InstantSource clock;
  private final Users users;
  private final Memberships memberships;
  private final Organizations organizations;
  private final List<BiConsumer<Ticket, String>> listeners = new ArrayList<>();
  private final List<BiConsumer<Ticket, TicketUpdate>> updates = new ArrayList<>();
  private final List<Consumer<Ticket>> changes = new ArrayList<>();
  private final TreeMap<Long, Ticket> byId = new TreeMap<>();

  Tickets(
      Ids ids,
      InstantSource clock,
      Users users,
      Memberships memberships,
      Organizations organizations) {
    this.ids = ids;
    this.clock = clock;
    this.users = users;
    this.memberships = memberships;
    this.organizations = organizations;
  }

  /** Is told of every ticket to which something happened, and what: {@code comment_added}. */
  public void onEvent(BiConsumer<Ticket, String> listener) {
    listeners.add(listener);
  }

  /** Is told of every change by people, once, however many attributes it changes. */
  public void onUpdate(BiConsumer<Ticket, TicketUpdate> listener) {
    updates.add(listener);
  }

  private void updated(Ticket ticket, TicketUpdate update) {
    updates.forEach(listener -> listener.accept(ticket, update));
  }

  /** Is told of every ticket that is another one now, whoever changed it. */
  void onChange(Consumer<Ticket> listener) {
    changes.add(listener);
  }

  private void changed(Ticket ticket) {
    changes.forEach(listener -> listener.accept(ticket));
  }

  private void happened(Ticket ticket, String verb) {
    changed(ticket);
    listeners.forEach(listener -> listener.accept(ticket, verb));
  }

  /** All that were not deleted, by rising id. */
  public List<Ticket> all() {
    return byId.values().stream().filter(ticket -> !ticket.deleted()).toList();
  }

  /** All, deleted ones too, in the order in which an incremental export gives them. */
  public List<Ticket> exported() {
    return byId.values().stream()
        .sorted(Comparator.comparing(Ticket::generatedAt).thenComparing(Ticket::id))
        .toList();
  }

  Collection<Ticket> withDeleted() {
    return byId.values();
  }

  void replaceAll(List<Ticket> tickets) {
    byId.clear();
    tickets.forEach(ticket -> byId.put(ticket.id, ticket));
  }

  public Optional<Ticket> byId(long id) {
    return Optional.ofNullable(byId.get(id)).filter(ticket -> !ticket.deleted());
  }

  /**
   * Opens a ticket. Without an organization it gets the requester's default one.
   *
   * @param body the attributes that {@link #change} takes, {@code requester_id} among them
   * @param attachment the name of a file, or null
   */
  public Ticket open(
      ObjectNode body, long author, String comment, boolean isPublic, String attachment) {
    long requester = body.path("requester_id").asLong();
    users.active(requester);
    Ticket ticket = new Ticket(byId.isEmpty() ? 1 : byId.lastKey() + 1, clock.instant());
    ticket.values.put("status", TextNode.valueOf("new"));
    ticket.values.put("submitter_id", LongNode.valueOf(author));
    memberships
        .defaultOf(requester)
        .ifPresent(id -> ticket.values.put("organization_id", LongNode.valueOf(id)));
    apply(ticket, body);
    ticket.comments.add(
        new Comment(ids.next(), author, comment, isPublic, attachment, ticket.createdAt));
    byId.put(ticket.id, ticket);
    happened(ticket, "created");
    updated(ticket, new TicketUpdate(true, Map.of()));
    return ticket;
  }

  /**
   * Adds a comment; one of the requester's on a solved ticket opens it again.
   *
   * @param attachment the name of a file, or null
   */
  public Ticket comment(long id, long author, String body, boolean isPublic, String attachment) {
    Ticket ticket = changeable(id);
    Map<String, JsonNode> before = Map.copyOf(ticket.values);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    ticket.comments.add(new Comment(ids.next(), author, body, isPublic, attachment, now));
    boolean asked = ticket.number("requester_id").filter(each -> each == author).isPresent();
    boolean opens = asked && Set.of("solved", "pending").contains(ticket.status());
    if (opens) {
      ticket.values.put("status", TextNode.valueOf("open"));
    }
    ticket.touch(now);
    happened(ticket, "comment_added");
    if (opens) {
      happened(ticket, "status_changed");
    }
    updated(ticket, new TicketUpdate(false, before));
    return ticket;
  }

  /** Changes attributes; null clears one. A closed ticket takes no change. */
  public Ticket change(long id, ObjectNode body) {
    Ticket ticket = changeable(id);
    Map<String, JsonNode> before = Map.copyOf(ticket.values);
    apply(ticket, body);
    ticket.touch(clock.instant());
    VERBS.forEach(
        (name, verb) -> {
          if (!Objects.equals(before.get(name), ticket.values.get(name))) {
            happened(ticket, verb);
          }
        });
    updated(ticket, new TicketUpdate(false, before));
    return ticket;
  }

  /** Deletes softly: the ticket goes on in exports with the status deleted. */
  public void delete(long id) {
    Ticket ticket = byId(id).orElseThrow(Refusals::notFound);
    ticket.values.put("status", TextNode.valueOf(Ticket.DELETED));
    ticket.touch(clock.instant());
    happened(ticket, "soft_deleted");
  }

  /** Exports the ticket again without a change that anybody sees, as the vendor's own jobs do. */
  public void regenerate(long id) {
    Ticket ticket = byId(id).orElseThrow(Refusals::notFound);
    ticket.generatedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Gives a working ticket to an agent, or to nobody. */
  void assign(Ticket ticket, Long agent) {
    if (agent == null) {
      ticket.values.remove("assignee_id");
    } else {
      ticket.values.put("assignee_id", LongNode.valueOf(agent));
    }
    ticket.touch(clock.instant());
    happened(ticket, "agent_assignment_changed");
  }

  /** Those that are assigned to an agent, of every status. */
  public List<Ticket> assignedTo(long agent) {
    return all().stream()
        .filter(ticket -> ticket.number("assignee_id").filter(id -> id == agent).isPresent())
        .toList();
  }

  void organizationDeleted(long organization) {
    for (Ticket ticket : all()) {
      if (ticket.number("organization_id").filter(id -> id == organization).isPresent()) {
        ticket.values.remove("organization_id");
        ticket.generatedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        changed(ticket);
      }
    }
  }

  /**
   * After a merge the tickets of the record that went are those of the one that stays.
   *
   * @param name {@code requester_id} or {@code organization_id}
   */
  void merged(String name, long from, long into) {
    for (Ticket ticket : all()) {
      if (ticket.number(name).filter(id -> id == from).isPresent()) {
        ticket.values.put(name, LongNode.valueOf(into));
        ticket.touch(clock.instant());
        changed(ticket);
      }
    }
  }

  private Ticket changeable(long id) {
    Ticket ticket = byId(id).orElseThrow(Refusals::notFound);
    if (ticket.closed()) {
      throw Refusals.worded(422, "RecordInvalid", "Status: closed prevents ticket update");
    }
    return ticket;
  }

  private void apply(Ticket ticket, ObjectNode body) {
    for (Map.Entry<String, JsonNode> each : List.copyOf(body.properties())) {
      check(each.getKey(), each.getValue());
    }
    body.properties().forEach(each -> ticket.values.put(each.getKey(), each.getValue()));
  }

  private void check(String name, JsonNode value) {
    if (!CHANGEABLE.contains(name)) {
      throw new IllegalArgumentException(
          name + ": one of " + CHANGEABLE.stream().sorted().toList() + " is expected");
    }
    if (name.equals("status") && !STATUSES.contains(value.asText())) {
      throw new IllegalArgumentException(
          "status: one of " + STATUSES.stream().sorted().toList() + " is expected");
    }
    if (name.equals("requester_id")) {
      users.active(value.asLong());
    }
    if (name.equals("organization_id") && !value.isNull()) {
      organizations.byId(value.asLong()).orElseThrow(Refusals::notFound);
    }
  }

  static List<Comment> comments(JsonNode saved) {
    List<Comment> comments = new ArrayList<>();
    for (JsonNode each : saved.path("comments")) {
      comments.add(
          new Comment(
              each.path("id").asLong(),
              each.path("author").asLong(),
              each.path("body").asText(),
              each.path("public").asBoolean(),
              each.path("attachment").asText(null),
              Instant.parse(each.path("at").asText())));
    }
    return comments;
  }
}
