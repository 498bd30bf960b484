package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the search index knows of one record, as it was some time ago; all texts in lower case.
 *
 * @param type {@code organization}, {@code user} or {@code ticket}
 * @param name with a space at both ends, so that whole words are found by plain comparison
 */
record SearchDocument(
    String type,
    long id,
    String name,
    String externalId,
    List<String> emails,
    String phone,
    String role,
    String status,
    Set<Long> organizations,
    Set<String> tags,
    Instant createdAt,
    Instant updatedAt) {

  static SearchDocument of(Organization organization) {
    return of("organization", organization, List.of(), "", "", "", Set.of());
  }

  static SearchDocument of(User user, Identities identities, Memberships memberships) {
    Set<Long> organizations = new HashSet<>();
    memberships.ofUser(user.id).forEach(each -> organizations.add(each.organizationId()));
    List<String> emails = identities.allEmails(user.id);
    String phone = identities.primaryPhone(user.id).orElse("");
    return of("user", user, emails, phone, user.role(), "", organizations);
  }

  static SearchDocument of(Ticket ticket) {
    Set<Long> organizations = ticket.number("organization_id").map(Set::of).orElse(Set.of());
    return of("ticket", ticket, List.of(), "", "", ticket.status(), organizations);
  }

  private static SearchDocument of(
      String type,
      Entity entity,
      List<String> emails,
      String phone,
      String role,
      String status,
      Set<Long> organizations) {
    Set<String> tags = new HashSet<>();
    JsonNode kept = entity.values.get("tags");
    if (kept != null) {
      kept.forEach(tag -> tags.add(tag.asText()));
    }
    return new SearchDocument(
        type,
        entity.id,
        " " + fold(entity.name()) + " ",
        fold(entity.externalId().orElse("")),
        emails.stream().map(SearchDocument::fold).toList(),
        phone,
        role,
        status,
        organizations,
        tags,
        entity.createdAt,
        entity.updatedAt);
  }

  /** How texts are compared here. */
  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
