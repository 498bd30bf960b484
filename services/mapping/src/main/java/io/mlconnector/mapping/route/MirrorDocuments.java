package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what a route's document says of its mirror. */
final class MirrorDocuments {

  private static final Set<String> MIRROR =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(List.of("route", "conflict", "within", "first")));

  private MirrorDocuments() {}

  static MirrorRule mirror(Members route, Problems problems) {
    JsonNode node = route.child("mirror");
    if (node.isMissingNode()) {
      return null;
    }
    if (node.isTextual()) {
      return new MirrorRule(node.asText(), null, null, null);
    }
    Members mirror = Members.of(node, route.at("mirror"), MIRROR, problems);
    return new MirrorRule(
        mirror.required("route", "name the route of the other direction"),
        conflict(mirror, problems),
        within(mirror, problems),
        mirror.optional("first"));
  }

  /** A policy, or null where there is none. */
  static Conflict conflict(Members members, Problems problems) {
    JsonNode node = members.child("conflict");
    if (node.isMissingNode()) {
      return null;
    }
    if (node.isObject() && node.size() == 1 && node.path("owner").isTextual()) {
      return Conflict.owner(node.path("owner").asText());
    }
    if (node.isTextual() && node.asText().equals("newest")) {
      return Conflict.NEWEST;
    }
    if (node.isTextual() && node.asText().equals(MirrorRule.MANUAL)) {
      return Conflict.MANUAL;
    }
    problems.error(
        members.at("conflict"), "must be newest, manual, or an object such as {owner: jde-prod}");
    return null;
  }

  private static Duration within(Members mirror, Problems problems) {
    String text = mirror.optional("within");
    try {
      Duration within = text == null ? null : DurationConverter.parseDuration(text);
      if (within == null || !within.isNegative()) {
        return within;
      }
    } catch (IllegalArgumentException e) {
      // Told below, with how to write one.
    }
    problems.error(mirror.at("within"), "must be a duration such as 24h or 10m: " + text);
    return null;
  }
}
