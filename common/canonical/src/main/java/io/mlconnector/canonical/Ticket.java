package io.mlconnector.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A support ticket, without anything that only agents may read unless the connection says so;
 * schema {@code ticket.v1.json}. A deleted ticket stays a record, of status {@code deleted}.
 *
 * @param description the first public comment
 * @param requesterOrganizationKeys only where the ticket itself has no organization
 * @param commentCount public comments; null where they were not read
 * @param privateComments oldest first; empty unless the connection was told to carry them
 * @param attachments what is attached, never the files themselves; empty unless the connection was
 *     told to carry that
 */
public record Ticket(
    String key,
    String subject,
    String description,
    String status,
    String priority,
    String type,
    Resolution resolution,
    String requesterKey,
    String requesterName,
    String requesterEmail,
    String organizationKey,
    List<String> requesterOrganizationKeys,
    String brandKey,
    String groupKey,
    String assigneeKey,
    List<String> tags,
    Integer commentCount,
    List<PrivateComment> privateComments,
    List<Attachment> attachments,
    Instant createdAt,
    Instant updatedAt,
    String link,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "ticket";

  public Ticket {
    requesterOrganizationKeys =
        requesterOrganizationKeys == null ? List.of() : List.copyOf(requesterOrganizationKeys);
    tags = tags == null ? List.of() : List.copyOf(tags);
    privateComments = privateComments == null ? List.of() : List.copyOf(privateComments);
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
    custom = custom == null ? Map.of() : custom;
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  /** The last public comment of an agent on a ticket that is solved. */
  public record Resolution(String text, String by, Instant at) {}

  /** What agents wrote for each other. */
  public record PrivateComment(String text, String by, Instant at) {}

  /**
   * A file that somebody attached, without its contents and without an address to get them from.
   *
   * @param size in bytes
   */
  public record Attachment(String key, String name, String contentType, Long size) {}

  @Override
  public String entity() {
    return ENTITY;
  }
}
