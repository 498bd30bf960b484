package io.mlconnector.mapping.expression;

import com.google.re2j.PatternSyntaxException;
import io.mlconnector.canonical.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads an expression without running it: which fields of the record it looks at, whether they
 * exist, whether everything that it calls is allowed, and what it gives.
 */
final class Reader {

  private static final EntitySchema ANYTHING = EntitySchema.anything();

  private final EntitySchema root;
  private final TreeSet<String> fields = new TreeSet<>();
  private final TreeSet<String> linked = new TreeSet<>();
  private final List<ExpressionError> problems = new ArrayList<>();
  private boolean personal;
  private boolean externalId;

  private Reader(EntitySchema root) {
    this.root = root;
  }

  /** Reads the expression against the entity's schema. */
  static Reading read(Node expression, EntitySchema entity) {
    Reader reader = new Reader(entity);
    ValueKind kind = reader.kind(expression);
    reader.walk(expression, entity, new HashMap<>(), true);
    return new Reading(
        List.copyOf(reader.fields),
        reader.personal,
        reader.linked,
        reader.externalId,
        kind,
        reader.problems);
  }

  /**
   * @param here the place that names are looked up in
   * @param variables what is bound; a block's own are seen below it only
   * @param whole whether the node's value is the expression's value
   * @return the place that the node's value is in
   */
  private EntitySchema walk(
      Node node, EntitySchema here, Map<String, EntitySchema> variables, boolean whole) {
    EntitySchema result =
        switch (node.type()) {
          case "path" -> path(node, here, variables);
          case "name", "variable" -> used(step(node, here, variables));
          case "wildcard", "descendant" -> everything(here);
          case "function" -> function(node, here, variables, whole);
          case "lambda" -> lambda(node, here, variables);
          case "bind" -> bind(node, here, variables);
          case "block" -> block(node, here, new HashMap<>(variables), whole);
          case "condition" -> condition(node, here, variables, whole);
          case "apply" -> apply(node, here, variables);
          case "binary", "unary" -> operands(node, here, variables);
          case "string", "number", "value" -> ANYTHING;
          case "regex" ->
              refuse(
                  node,
                  "a regular expression may stand only as the second"
                      + " argument of $contains, $match, $replace or $split");
          case "transform" ->
              refuse(
                  node,
                  "the transform operator | | is not available; use an" + " object constructor");
          case "partial" -> refuse(node, "partial application is not available; write a function");
          case "parent" -> everything(root);
          default -> refuse(node, "'" + node.type() + "' is not available here");
        };
    filters(node, "predicate", result, variables);
    return result;
  }

  private EntitySchema path(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    EntitySchema place = here;
    for (Node step : node.children("steps")) {
      place =
          switch (step.type()) {
            case "name", "variable" -> step(step, place, variables);
            case "sort" -> sorted(step, place, variables);
            default -> walk(step, place, variables, false);
          };
      filters(step, "stages", place, variables);
      filters(step, "predicate", place, variables);
    }
    Node group = node.child("group");
    if (group != null) {
      pairs(group, place, variables);
    }
    return used(place);
  }

  private EntitySchema step(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    String name = node.name();
    if (node.type().equals("name")) {
      EntitySchema member = here.member(name);
      if (member == null) {
        problem(node, unknownField(here, name));
        return ANYTHING;
      }
      return member;
    }
    return switch (name) {
      case "" -> here;
      case "$" -> root;
      default -> {
        if (!variables.containsKey(name) && !Builtins.exists(name)) {
          problem(node, Builtins.refusal(name));
        }
        yield variables.getOrDefault(name, ANYTHING);
      }
    };
  }

  private static String unknownField(EntitySchema here, String name) {
    return here.known()
        ? "reads '%s', which is not a field of the record%s; there are %s (vendor fields are below custom)"
            .formatted(name, here.path().isEmpty() ? "" : "'s " + here.path(), here.members())
        : "reads '%s' below '%s', which has no fields".formatted(name, here.path());
  }

  private EntitySchema function(
      Node node, EntitySchema here, Map<String, EntitySchema> variables, boolean whole) {
    Node procedure = node.child("procedure");
    List<Node> arguments = node.children("arguments");
    String name = procedure.type().equals("variable") ? procedure.name() : "";
    if (name.equals(Builtins.LINKED)) {
      link(node, arguments, whole);
    } else if (name.equals(Builtins.ORIGIN)) {
      origin(node, arguments, whole);
    }
    externalId |= name.equals(Builtins.EXTERNAL_ID);
    walk(procedure, here, variables, false);
    for (int i = 0; i < arguments.size(); i++) {
      Node argument = arguments.get(i);
      if (argument.type().equals("regex") && Builtins.TAKING_REGEX.contains(name)) {
        regex(argument);
      } else {
        walk(argument, here, variables, false);
      }
    }
    return ANYTHING;
  }

  private void link(Node node, List<Node> arguments, boolean whole) {
    if (!whole) {
      problem(node, "$linked must be the whole value of a field, alone or behind a condition");
    }
    if (arguments.size() == 2 && arguments.get(0).type().equals("string")) {
      linked.add(arguments.get(0).name());
    } else {
      problem(node, "$linked takes an entity in quotes and a key, as in $linked('customer', key)");
    }
  }

  private void origin(Node node, List<Node> arguments, boolean whole) {
    if (!whole) {
      problem(node, "$origin must be the whole value of a field, alone or behind a condition");
    }
    if (arguments.size() != 2 || !arguments.get(0).type().equals("string")) {
      problem(
          node,
          "$origin takes an entity in quotes and where to look, as in"
              + " $origin('customer', [{'organization': organizationKey}])");
      return;
    }
    for (String entity : Evaluated.Origin.entities(arguments.get(0).name())) {
      if (EntityType.named(entity).isEmpty()) {
        problem(
            node,
            "$origin names '%s', which is not an entity; there are %s, and | between several"
                .formatted(entity, EntityType.ALL.stream().map(EntityType::name).toList()));
      }
    }
  }

  private void regex(Node node) {
    try {
      RegexFunctions.linear((Pattern) node.value());
    } catch (PatternSyntaxException e) {
      problem(
          node,
          "the regular expression uses what cannot run in linear time, such as look-around or back"
              + " references: "
              + e.getDescription());
    }
  }

  private EntitySchema lambda(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    Map<String, EntitySchema> inner = new HashMap<>(variables);
    for (Node parameter : node.children("arguments")) {
      declare(parameter, ANYTHING, inner);
    }
    walk(node.child("body"), here, inner, false);
    return ANYTHING;
  }

  private EntitySchema bind(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    Node name = node.child("lhs");
    Node value = node.child("rhs");
    if (value.type().equals("lambda")) {
      declare(name, ANYTHING, variables);
    }
    EntitySchema place = walk(value, here, variables, false);
    declare(name, place, variables);
    return place;
  }

  private void declare(Node name, EntitySchema place, Map<String, EntitySchema> variables) {
    if (Builtins.reserved(name.name())) {
      problem(name, "$" + name.name() + " is the name of a function: choose another");
    }
    variables.put(name.name(), place);
  }

  private EntitySchema block(
      Node node, EntitySchema here, Map<String, EntitySchema> variables, boolean whole) {
    EntitySchema last = ANYTHING;
    List<Node> expressions = node.children("expressions");
    for (int i = 0; i < expressions.size(); i++) {
      last = walk(expressions.get(i), here, variables, whole && i == expressions.size() - 1);
    }
    return last;
  }

  private EntitySchema condition(
      Node node, EntitySchema here, Map<String, EntitySchema> variables, boolean whole) {
    walk(node.child("condition"), here, variables, false);
    walk(node.child("then"), here, variables, whole);
    Node otherwise = node.child("_else");
    if (otherwise != null) {
      walk(otherwise, here, variables, whole);
    }
    return ANYTHING;
  }

  private EntitySchema apply(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    walk(node.child("lhs"), here, variables, false);
    walk(node.child("rhs"), here, variables, false);
    return ANYTHING;
  }

  private EntitySchema operands(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    for (String field : List.of("lhs", "rhs", "expression")) {
      Node operand = node.child(field);
      if (operand != null) {
        walk(operand, here, variables, false);
      }
    }
    node.children("expressions").forEach(item -> walk(item, here, variables, false));
    pairs(node, here, variables);
    return ANYTHING;
  }

  private void pairs(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    node.children("lhsObject").forEach(part -> walk(part, here, variables, false));
  }

  private EntitySchema sorted(Node node, EntitySchema here, Map<String, EntitySchema> variables) {
    for (Node term : node.children("terms")) {
      walk(term.child("expression"), here, variables, false);
    }
    return here;
  }

  private void filters(
      Node node, String field, EntitySchema here, Map<String, EntitySchema> variables) {
    for (Node filter : node.children(field)) {
      Node condition = filter.child("expr");
      if (condition != null) {
        walk(condition, here, variables, false);
      }
    }
  }

  private EntitySchema everything(EntitySchema here) {
    used(here);
    return ANYTHING;
  }

  private EntitySchema used(EntitySchema place) {
    if (place != ANYTHING) {
      fields.add(place.path().isEmpty() ? "*" : place.path());
      personal |= place.personal();
    }
    return place;
  }

  private EntitySchema refuse(Node node, String message) {
    problem(node, message);
    return ANYTHING;
  }

  private void problem(Node node, String message) {
    problems.add(new ExpressionError(message, node.position()));
  }

  private ValueKind kind(Node node) {
    return switch (node.type()) {
      case "string" -> ValueKind.TEXT;
      case "number" -> ValueKind.NUMBER;
      case "path" -> pathKind(node);
      case "binary" -> Kinds.ofOperator(node.name());
      case "unary" -> Kinds.ofUnary(node.name());
      case "function" -> Kinds.ofFunction(node.child("procedure").name());
      case "condition" -> conditionKind(node);
      default -> ValueKind.UNKNOWN;
    };
  }

  private ValueKind conditionKind(Node node) {
    ValueKind then = kind(node.child("then"));
    Node otherwise = node.child("_else");
    return otherwise == null || kind(otherwise) == then ? then : ValueKind.UNKNOWN;
  }

  private ValueKind pathKind(Node node) {
    EntitySchema place = root;
    for (Node step : node.children("steps")) {
      boolean plain = step.type().equals("name") && step.children("stages").isEmpty();
      place = plain && place != null ? place.member(step.name()) : null;
    }
    return place == null ? ValueKind.UNKNOWN : place.kind();
  }
}
