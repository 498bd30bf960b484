package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Ticket;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.SpotCheck;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.zendesk.api.TicketsApi;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tickets, by the vendor's export of changes. Private comments and attachments stay in Zendesk
 * unless the connection is told to carry what a route asks for ({@link TicketExtras}).
 *
 * <p>The export goes by a stamp of its own, which also moves when nothing that we carry did; such
 * rows are left out by their hash.
 */
final class Tickets implements SourceStream<TicketRow> {

  static final String NAME = "tickets";

  static final List<Setting> SETTINGS =
      List.of(
          Setting.choice(
              "ticketComments",
              "all",
              "Of which changed tickets comments are read, one call each: all; or solved, which"
                  + " leaves out the comment count of the others.",
              "all",
              "solved"),
          Setting.optional(
              "ticketFields",
              Setting.Type.LIST,
              null,
              "Ids of custom ticket fields that are carried along in custom."));

  /** Small pages: each ticket costs a call more, and a page is published as a whole. */
  private static final int PAGE = 100;

  static boolean readsAllComments(Settings settings) {
    return settings.text("ticketComments").equals("all") || TicketExtras.wanted(settings);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> entities() {
    return List.of(Ticket.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.continuous();
  }

  @Override
  public Page<TicketRow> fetch(Connection connection, Cursor cursor) {
    CursorExport export = CursorExport.read(connection, NAME, cursor, PAGE);
    return new Page<>(
        new TicketReader(connection).rows(export.rows()), List.of(), export.next(), export.last());
  }

  @Override
  public int keysPerCall() {
    return Lookup.HUNDRED;
  }

  /** Deleted tickets are absent here; the export tells of them. */
  @Override
  public Page<TicketRow> fetchByKeys(Connection connection, List<String> keys) {
    JsonNode found = connection.client(TicketsApi.class).showMany(String.join(",", keys));
    return new Page<>(
        new TicketReader(connection).rows(found.path("tickets")), List.of(), null, true);
  }

  @Override
  public Optional<Instant> changed(TicketRow row) {
    return new JsonRow(row.ticket()).stamp("updated_at");
  }

  @Override
  public String key(TicketRow row) {
    return row.id();
  }

  @Override
  public Optional<SpotCheck> spotCheck() {
    return Optional.of(new OpenTickets());
  }

  /** The stamp alone says nothing that others need to hear. */
  @Override
  public Set<String> unhashed() {
    return Set.of("updatedAt");
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, TicketRow row, Instant asOf) {
    List<Gap> gaps = new ArrayList<>();
    JsonNode requester = row.people().get(row.text("requester_id"));
    if (requester == null && !row.deleted()) {
      gaps.add(new Gap("requesterName", "Zendesk does not show the requester any more."));
    }
    return List.of(
        new Ticket(
            row.id(),
            row.text("subject"),
            description(row),
            required(row, "status"),
            row.text("priority"),
            row.text("type"),
            resolution(row),
            row.text("requester_id"),
            requester == null ? null : requester.path("name").asText(null),
            requester == null ? null : requester.path("email").asText(null),
            row.text("organization_id"),
            row.organizations(),
            row.text("brand_id"),
            row.text("group_id"),
            row.text("assignee_id"),
            CustomFields.texts(row.ticket().path("tags")),
            row.comments() == null ? null : row.comments().size(),
            TicketExtras.privateComments(connection.settings(), row),
            TicketExtras.attachments(connection.settings(), row),
            stamp(row, "created_at"),
            stamp(row, "updated_at"),
            link(connection, row),
            custom(connection.settings(), row),
            gaps));
  }

  /** The first public comment; the ticket's own description may be a private one. */
  private static String description(TicketRow row) {
    if (row.comments() != null) {
      return row.comments().isEmpty() ? null : words(row.comments().get(0));
    }
    return row.deleted() ? null : row.text("description");
  }

  private static Ticket.Resolution resolution(TicketRow row) {
    if (!row.solved() || row.comments() == null) {
      return null;
    }
    for (int i = row.comments().size() - 1; i >= 0; i--) {
      JsonNode comment = row.comments().get(i);
      JsonNode author = row.people().get(comment.path("author_id").asText());
      if (author != null && Users.isStaff(author)) {
        return new Ticket.Resolution(
            words(comment),
            author.path("name").asText(null),
            instant("comment.created_at", comment.path("created_at").asText(null)));
      }
    }
    return null;
  }

  static String words(JsonNode comment) {
    return comment.path("plain_body").asText(comment.path("body").asText(null));
  }

  /** Rebuilt from the connection's own address: links in answers name other hosts. */
  private static String link(Connection connection, TicketRow row) {
    return connection.baseUrl().resolve("/agent/tickets/" + row.id()).toString();
  }

  private static Map<String, Object> custom(Settings settings, TicketRow row) {
    Map<String, Object> custom = new LinkedHashMap<>();
    List<String> wanted = settings.list("ticketFields");
    for (JsonNode field : row.ticket().path("custom_fields")) {
      String id = field.path("id").asText();
      if (wanted.contains(id) && field.hasNonNull("value")) {
        JsonNode value = field.path("value");
        custom.put(id, value.isArray() ? CustomFields.texts(value) : value.asText());
      }
    }
    return custom;
  }

  private static String required(TicketRow row, String name) {
    String text = row.text(name);
    if (text == null) {
      throw new Untranslatable(name, "is missing in Zendesk's answer");
    }
    return text;
  }

  private static Instant stamp(TicketRow row, String name) {
    return instant(name, required(row, name));
  }

  static Instant instant(String field, String text) {
    try {
      return Instant.parse(text == null ? "" : text);
    } catch (DateTimeParseException e) {
      throw new Untranslatable(field, "is no time in UTC");
    }
  }
}
