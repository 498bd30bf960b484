package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.spi.Write;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.Locale;
import java.util.Map;

/**
 * A user as a route sees it: a wanted e-mail or phone that the user has as a further identity, and
 * a wanted organization that the user is a member of, count as being there. Only users whose
 * primary values differ cost a call.
 */
record UserDetails(UsersApi api) {

  /** Not a field: whether the user has this contact's external id, whoever made it. */
  private static final String SAME_PERSON = "same_person";

  /** What is there without another call. */
  static Map<String, JsonNode> seen(Write write, JsonNode user) {
    Map<String, JsonNode> seen = Users.FIELDS.flatten(user);
    if (write.text(Users.FURTHER) != null) {
      seen.put(Users.FURTHER, write.fields().get(Users.FURTHER));
    }
    String externalId = user.path("external_id").asText("");
    seen.put(
        SAME_PERSON, BooleanNode.valueOf(externalId.equalsIgnoreCase(write.text("external_id"))));
    return seen;
  }

  /** Whether the organization wanted is that of a further account. */
  static boolean isFurther(Write write) {
    return "true".equals(write.resulting(Users.FURTHER));
  }

  /** Whether it is that of the default account of the very person that the user is. */
  static boolean isDefault(Write write) {
    return "false".equals(write.resulting(Users.FURTHER))
        && "true".equals(write.resulting(SAME_PERSON));
  }

  Map<String, JsonNode> current(Write write, JsonNode user) {
    Map<String, JsonNode> current = seen(write, user);
    String id = user.path("id").asText();
    boolean emailDiffers = differs(write, current, "email");
    boolean phoneDiffers = differs(write, current, "phone") && !blank(current, "phone");
    if (emailDiffers || phoneDiffers) {
      identities(write, current, id, emailDiffers, phoneDiffers);
    }
    if (differs(write, current, "organization_id") && !blank(current, "organization_id")) {
      memberships(write, current, id);
    }
    return current;
  }

  private void identities(
      Write write,
      Map<String, JsonNode> current,
      String id,
      boolean emailDiffers,
      boolean phoneDiffers) {
    // With "primary" a further identity is not enough: it has to become the first.
    boolean anyEmail = !"primary".equals(write.policies().get(Users.EMAIL_CHANGE));
    for (JsonNode identity : api.identities(id).path("identities")) {
      String type = identity.path("type").asText();
      String value = identity.path("value").asText();
      if (emailDiffers && anyEmail && type.equals("email") && same(value, write.text("email"))) {
        current.put("email", TextNode.valueOf(write.text("email")));
      }
      if (phoneDiffers && type.equals("phone_number") && same(value, write.text("phone"))) {
        current.put("phone", TextNode.valueOf(write.text("phone")));
      }
    }
    if (emailDiffers && "ignore".equals(write.policies().get(Users.EMAIL_CHANGE))) {
      current.put("email", TextNode.valueOf(write.text("email")));
    }
  }

  private void memberships(Write write, Map<String, JsonNode> current, String id) {
    for (JsonNode membership : api.memberships(id).path("organization_memberships")) {
      if (membership.path("organization_id").asText().equals(write.text("organization_id"))) {
        current.put("organization_id", TextNode.valueOf(write.text("organization_id")));
      }
    }
  }

  private static boolean differs(Write write, Map<String, JsonNode> current, String field) {
    String wanted = write.text(field);
    JsonNode now = current.get(field);
    return wanted != null && (now == null || !same(now.asText(), wanted));
  }

  private static boolean blank(Map<String, JsonNode> current, String field) {
    JsonNode now = current.get(field);
    return now == null || now.isNull() || now.asText().isBlank();
  }

  /** Equal without case and, for phones, without the spacing that Zendesk may drop. */
  private static boolean same(String one, String other) {
    return normal(one).equals(normal(other));
  }

  private static String normal(String value) {
    return value == null ? "" : value.toLowerCase(Locale.ROOT).replaceAll("[\\s()]", "");
  }
}
