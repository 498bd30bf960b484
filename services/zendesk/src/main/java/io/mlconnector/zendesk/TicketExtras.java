package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Ticket;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What of a ticket does not leave Zendesk by default: private comments, and that something is
 * attached. It is carried where the connection says so, for routes that name it; the files
 * themselves, and the addresses that open them for whoever knows them, are never carried.
 */
final class TicketExtras {

  private static final String PRIVATE = "privateComments";
  private static final String ATTACHMENTS = "ticketAttachments";

  static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              PRIVATE,
              Setting.Type.BOOLEAN,
              "false",
              "Whether private comments go with their tickets, for a route that names"
                  + " privateComments. Whoever may read the topic of tickets then reads them too."),
          Setting.optional(
              ATTACHMENTS,
              Setting.Type.BOOLEAN,
              "false",
              "Whether names, types and sizes of attached files go with their tickets, for a route"
                  + " that names attachments. Those of private comments go where privateComments"
                  + " is on as well; files never do."));

  private TicketExtras() {}

  static boolean wanted(Settings settings) {
    return privateToo(settings) || settings.flag(ATTACHMENTS);
  }

  static boolean privateToo(Settings settings) {
    return settings.flag(PRIVATE);
  }

  static List<Ticket.PrivateComment> privateComments(Settings settings, TicketRow row) {
    if (!privateToo(settings)) {
      return List.of();
    }
    return row.hidden().stream()
        .map(
            comment ->
                new Ticket.PrivateComment(
                    Tickets.words(comment),
                    name(row.people().get(comment.path("author_id").asText())),
                    Tickets.instant("comment.created_at", comment.path("created_at").asText(null))))
        .toList();
  }

  private static String name(JsonNode author) {
    return author == null ? null : author.path("name").asText(null);
  }

  static List<Ticket.Attachment> attachments(Settings settings, TicketRow row) {
    if (!settings.flag(ATTACHMENTS) || row.comments() == null) {
      return List.of();
    }
    return Stream.concat(row.comments().stream(), row.hidden().stream())
        .flatMap(comment -> StreamSupport.stream(comment.path("attachments").spliterator(), false))
        .map(
            file ->
                new Ticket.Attachment(
                    file.path("id").asText(),
                    file.path("file_name").asText(null),
                    file.path("content_type").asText(null),
                    file.hasNonNull("size") ? file.path("size").asLong() : null))
        .toList();
  }
}
