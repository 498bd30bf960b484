package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a route's document says of the table that it fills. */
final class TableDocuments {

  private static final Set<String> TABLE =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "name",
                  "project",
                  "mode",
                  "totals",
                  "gather",
                  "rows",
                  "refresh",
                  "syncedAt",
                  "journey")));

  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");
  private static final String TYPES = "text, integer, decimal(18,2), boolean, date or instant";
  private static final int MOST_ROWS = 1_000_000;

  private TableDocuments() {}

  /** The table, or null where the route fills none. */
  static TableRule table(Members route, Problems problems) {
    JsonNode node = route.child("table");
    if (node.isMissingNode()) {
      return null;
    }
    Members table = Members.of(node, route.at("table"), TABLE, problems);
    return new TableRule(
        table.required("name", "give the table the name that people look for it by"),
        table.required("project", "name the project that the table is kept in"),
        mode(table, problems),
        table.texts("totals"),
        gather(table, problems),
        rows(table, problems),
        table.texts("refresh"),
        flag(table, "syncedAt", problems),
        flag(table, "journey", problems));
  }

  /** What a field is as a column, or null where the document says nothing of that. */
  static ColumnRule column(Members field, Problems problems) {
    boolean none =
        List.of("type", "caption", "role", "key").stream()
            .allMatch(name -> field.child(name).isMissingNode());
    if (none) {
      return null;
    }
    String text = field.optional("type");
    Matcher decimal = DECIMAL.matcher(text == null ? "" : text);
    boolean key = Boolean.TRUE.equals(flag(field, "key", problems));
    String caption = field.optional("caption");
    Role role = role(field, problems);
    if (decimal.matches()) {
      int digits = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      if (digits != ColumnRule.DIGITS || scale > digits) {
        problems.error(
            field.at("type"),
            "must be decimal(18,S) with S from 0 to 18: files hold 18 digits, not %s"
                .formatted(text));
      }
      return new ColumnRule(Type.DECIMAL, Math.min(scale, ColumnRule.DIGITS), caption, role, key);
    }
    return new ColumnRule(type(field, text, problems), 0, caption, role, key);
  }

  private static Type type(Members field, String text, Problems problems) {
    for (Type type : Type.values()) {
      if (type != Type.DECIMAL && type.name().toLowerCase(Locale.ROOT).equals(text)) {
        return type;
      }
    }
    problems.error(
        field.at("type"),
        text == null
            ? "is missing: name one of " + TYPES
            : "must be %s, not '%s'".formatted(TYPES, text));
    return null;
  }

  private static Role role(Members field, Problems problems) {
    String text = field.optional("role");
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
        return role;
      }
    }
    if (text != null) {
      problems.error(field.at("role"), "must be dimension or measure, not '" + text + "'");
    }
    return null;
  }

  private static TableRule.Mode mode(Members table, Problems problems) {
    String text = table.optional("mode");
    for (TableSpec.Mode mode : TableSpec.Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return new TableRule.Mode(mode);
      }
    }
    if (text != null) {
      problems.error(table.at("mode"), "must be upsert, append or replace, not '" + text + "'");
    }
    return null;
  }

  private static Duration gather(Members table, Problems problems) {
    String text = table.optional("gather");
    try {
      Duration gather = text == null ? null : DurationConverter.parseDuration(text);
      if (gather == null || !gather.isNegative()) {
        return gather;
      }
    } catch (IllegalArgumentException e) {
      // Told below, with how to write one.
    }
    problems.error(table.at("gather"), "must be a duration such as 5m or 30s: " + text);
    return null;
  }

  private static Integer rows(Members table, Problems problems) {
    JsonNode node = table.child("rows");
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isInt() || node.asInt() < 1 || node.asInt() > MOST_ROWS) {
      problems.error(table.at("rows"), "must be a whole number from 1 to " + MOST_ROWS);
      return null;
    }
    return node.asInt();
  }

  private static Boolean flag(Members members, String name, Problems problems) {
    JsonNode node = members.child(name);
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isBoolean()) {
      problems.error(members.at(name), "must be true or false");
    }
    return node.asBoolean();
  }
}
