package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Tags by which we know a user whose access we ended, and what the person was before: who is
 * suspended without them was suspended by somebody else, and stays so.
 */
record AccessMark(boolean ended, TeamRole role, List<String> groups, List<String> otherTags) {

  static final String ENDED = "access_ended";
  private static final String ROLE = ENDED + "_role_";
  private static final String GROUP = ENDED + "_group_";

  static AccessMark of(JsonNode user) {
    boolean ended = false;
    TeamRole role = TeamRole.END_USER;
    List<String> groups = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (JsonNode each : user.path("tags")) {
      String tag = each.asText();
      if (tag.equals(ENDED)) {
        ended = true;
      } else if (tag.startsWith(ROLE)) {
        role = TeamRole.named(tag.substring(ROLE.length()));
      } else if (tag.startsWith(GROUP)) {
        groups.add(tag.substring(GROUP.length()));
      } else {
        others.add(tag);
      }
    }
    return new AccessMark(ended, role, groups, others);
  }

  /** The mark of a person who was that until now; what an earlier step noted stays. */
  AccessMark after(TeamRole was, List<String> in) {
    return was.staff() ? new AccessMark(ended, was, List.copyOf(in), otherTags) : this;
  }

  /** All of the user's tags while the person is about to go, or gone. */
  ArrayNode tags(boolean gone) {
    ArrayNode tags = plainTags();
    if (gone) {
      tags.add(ENDED);
    }
    if (role.staff()) {
      tags.add(ROLE + role.word());
    }
    groups.forEach(group -> tags.add(GROUP + group));
    return tags;
  }

  /** The user's tags without ours. */
  ArrayNode plainTags() {
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    otherTags.forEach(tags::add);
    return tags;
  }
}
