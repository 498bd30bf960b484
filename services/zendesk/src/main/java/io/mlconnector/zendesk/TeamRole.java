package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** What a person may do at the helpdesk, in the words of routes. */
enum TeamRole {
  END_USER("end-user"),
  LIGHT_AGENT("light-agent"),
  AGENT("agent"),
  /** Read, and never given nor taken by a route. */
  ADMIN("admin");

  /** What a custom role's {@code role_type} says of light agents. */
  static final int LIGHT = 1;

  private final String word;

  TeamRole(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Those that a route may give. */
  static List<String> choices() {
    return List.of(END_USER.word, LIGHT_AGENT.word, AGENT.word);
  }

  /** The role that a user has; a light agent is an agent with a custom role of its own. */
  static TeamRole of(JsonNode user) {
    return switch (user.path("role").asText(END_USER.word)) {
      case "end-user" -> END_USER;
      case "admin" -> ADMIN;
      default -> user.path("role_type").asInt(-1) == LIGHT ? LIGHT_AGENT : AGENT;
    };
  }

  /** The role of that word; end user for none. */
  static TeamRole named(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word.equals(word))
        .findFirst()
        .orElse(END_USER);
  }

  /** Whether it takes a paid seat. Light agents do not. */
  boolean takesSeat() {
    return this == AGENT || this == ADMIN;
  }

  boolean staff() {
    return this != END_USER;
  }
}
