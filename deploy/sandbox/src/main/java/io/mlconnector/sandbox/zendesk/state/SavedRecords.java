package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Organizations, users, their addresses, memberships and mails as JSON and back. */
final class SavedRecords {

  private final Account account;

  SavedRecords(Account account) {
    this.account = account;
  }

  ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    ArrayNode organizations = all.putArray("organizations");
    account.organizations().all().forEach(each -> organizations.add(entity(each)));
    ArrayNode users = all.putArray("users");
    ArrayNode identities = all.putArray("identities");
    for (User user : account.users().withDeleted()) {
      users.add(entity(user).put("active", user.active).put("shared", user.shared));
      account.identities().of(user.id).forEach(each -> identities.add(identity(each)));
    }
    ArrayNode tickets = all.putArray("tickets");
    account.tickets().withDeleted().forEach(each -> tickets.add(entity(each).setAll(each.saved())));
    ArrayNode memberships = all.putArray("memberships");
    account.memberships().all().forEach(each -> memberships.add(membership(each)));
    ArrayNode mails = all.putArray("mails");
    account
        .identities()
        .mails()
        .forEach(
            mail ->
                mails
                    .addObject()
                    .put("user", mail.userId())
                    .put("address", mail.address())
                    .put("at", mail.at().toString()));
    return all;
  }

  void restore(JsonNode saved) {
    List<Organization> organizations = new ArrayList<>();
    for (JsonNode json : saved.path("organizations")) {
      organizations.add(fill(new Organization(json.path("id").asLong(), created(json)), json));
    }
    account.organizations().replaceAll(organizations);
    List<User> users = new ArrayList<>();
    for (JsonNode json : saved.path("users")) {
      User user = fill(new User(json.path("id").asLong(), created(json)), json);
      user.active = json.path("active").asBoolean();
      user.shared = json.path("shared").asBoolean();
      users.add(user);
    }
    account.users().replaceAll(users);
    List<Ticket> tickets = new ArrayList<>();
    for (JsonNode json : saved.path("tickets")) {
      Ticket ticket = fill(new Ticket(json.path("id").asLong(), created(json)), json);
      ticket.generatedAt = Instant.parse(json.path("generated").asText());
      ticket.comments.addAll(Tickets.comments(json));
      tickets.add(ticket);
    }
    account.tickets().replaceAll(tickets);
    List<Identity> identities = new ArrayList<>();
    saved.path("identities").forEach(json -> identities.add(identity(json)));
    List<VerificationMail> mails = new ArrayList<>();
    for (JsonNode mail : saved.path("mails")) {
      Instant at = Instant.parse(mail.path("at").asText());
      mails.add(
          new VerificationMail(mail.path("user").asLong(), mail.path("address").asText(), at));
    }
    account.identities().replaceAll(identities, mails);
    List<Membership> memberships = new ArrayList<>();
    saved.path("memberships").forEach(json -> memberships.add(membership(json)));
    account.memberships().replaceAll(memberships);
    account.users().settle();
  }

  private static ObjectNode entity(Entity entity) {
    ObjectNode json =
        SandboxJson.object()
            .put("id", entity.id)
            .put("created", entity.createdAt.toString())
            .put("updated", entity.updatedAt.toString());
    json.putObject("values").setAll(entity.values);
    json.putObject("custom").setAll(entity.custom);
    return json;
  }

  private static <T extends Entity> T fill(T entity, JsonNode json) {
    entity.updatedAt = Instant.parse(json.path("updated").asText());
    json.path("values").fields().forEachRemaining(e -> entity.values.put(e.getKey(), e.getValue()));
    json.path("custom").fields().forEachRemaining(e -> entity.custom.put(e.getKey(), e.getValue()));
    return entity;
  }

  private static Instant created(JsonNode json) {
    return Instant.parse(json.path("created").asText());
  }

  private static ObjectNode identity(Identity identity) {
    return SandboxJson.object()
        .put("id", identity.id)
        .put("user", identity.userId)
        .put("type", identity.type)
        .put("value", identity.value)
        .put("created", identity.createdAt.toString())
        .put("updated", identity.updatedAt.toString())
        .put("verified", identity.verified)
        .put("primary", identity.primary);
  }

  private static Identity identity(JsonNode json) {
    Identity identity =
        new Identity(
            json.path("id").asLong(),
            json.path("user").asLong(),
            json.path("type").asText(),
            json.path("value").asText(),
            created(json));
    identity.updatedAt = Instant.parse(json.path("updated").asText());
    identity.verified = json.path("verified").asBoolean();
    identity.primary = json.path("primary").asBoolean();
    return identity;
  }

  private static ObjectNode membership(Membership membership) {
    return SandboxJson.object()
        .put("id", membership.id)
        .put("user", membership.userId)
        .put("organization", membership.organizationId)
        .put("created", membership.createdAt.toString())
        .put("updated", membership.updatedAt.toString())
        .put("default", membership.isDefault);
  }

  private static Membership membership(JsonNode json) {
    Membership membership =
        new Membership(
            json.path("id").asLong(),
            json.path("user").asLong(),
            json.path("organization").asLong(),
            created(json));
    membership.updatedAt = Instant.parse(json.path("updated").asText());
    membership.isDefault = json.path("default").asBoolean();
    return membership;
  }
}
