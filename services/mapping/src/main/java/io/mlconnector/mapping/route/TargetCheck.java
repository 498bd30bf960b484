package io.mlconnector.mapping.route;

import io.mlconnector.mapping.adapter.TargetField;
import io.mlconnector.mapping.adapter.TargetObject;
import io.mlconnector.mapping.adapter.TargetPolicy;
import io.mlconnector.mapping.expression.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a route against its target object as it is now. */
final class TargetCheck {

  private final CompiledRoute compiled;
  private final Route route;
  private final TargetObject object;
  private final Problems problems;

  TargetCheck(CompiledRoute compiled, TargetObject object, Problems problems) {
    this.compiled = compiled;
    this.route = compiled.route();
    this.object = object;
    this.problems = problems;
  }

  void run() {
    List<String> paths = object.fields().stream().map(TargetField::path).toList();
    paths(route.fields(), "fields", paths);
    paths(route.onRemoved(), "onRemoved", paths);
    compiled.fields().forEach(this::field);
    compiled.onRemoved().forEach(this::field);
    required();
    for (String key : route.match()) {
      if (!object.matchKeys().contains(key)) {
        problems.error(
            "match",
            "%s cannot be found by '%s'; it can by %s"
                .formatted(object.object(), key, String.join(", ", object.matchKeys())));
      }
    }
    route.policies().forEach(this::policy);
  }

  private void paths(Map<String, FieldRule> rules, String at, List<String> paths) {
    for (String path : rules.keySet()) {
      if (!paths.contains(path)) {
        problems.error(
            at + "." + path,
            "the target's %s has no field '%s'%s%s"
                .formatted(
                    object.object(),
                    path,
                    Problems.hint(path, paths),
                    path.contains(".")
                        ? "; create it in the target first, or take it out"
                        : "; there are " + String.join(", ", paths)));
      }
    }
  }

  private void field(CompiledField field) {
    Optional<TargetField> found = object.field(field.path());
    if (found.isEmpty()) {
      return;
    }
    TargetField target = found.get();
    if (!target.writable()) {
      problems.error(field.at(), "the target lets nobody write it: take it out");
    }
    ValueKind kind = field.expression().reading().kind();
    if (!FieldKinds.suits(kind, target.type())) {
      problems.error(
          field.at(),
          "the target takes %s and the expression gives %s: %s"
              .formatted(target.type(), kind.words(), FieldKinds.fix(target.type())));
    }
    String constant = constant(field.expression().text());
    if (constant != null && !target.choices().isEmpty() && !target.choices().contains(constant)) {
      problems.error(
          field.at(),
          "'%s' is not one of the target's choices: %s"
              .formatted(constant, String.join(", ", target.choices())));
    }
  }

  /** The text of an expression that is nothing but a quoted text; else null. */
  private static String constant(String expression) {
    String text = expression.strip();
    boolean quoted = text.matches("'[^'\\\\]*'") || text.matches("\"[^\"\\\\]*\"");
    return quoted ? text.substring(1, text.length() - 1) : null;
  }

  private void required() {
    for (TargetField field : object.fields()) {
      if (field.required() && field.writable() && !route.fields().containsKey(field.path())) {
        problems.error("fields." + field.path(), "is missing, and the target requires it: map it");
      }
    }
  }

  private void policy(String name, String value) {
    List<String> names = object.policies().stream().map(TargetPolicy::name).toList();
    Optional<TargetPolicy> policy =
        object.policies().stream().filter(each -> each.name().equals(name)).findFirst();
    if (policy.isEmpty()) {
      problems.error(
          "policies." + name,
          "%s does not know it%s; there are %s"
              .formatted(object.object(), Problems.hint(name, names), String.join(", ", names)));
    } else if (!policy.get().choices().isEmpty() && !policy.get().choices().contains(value)) {
      problems.error(
          "policies." + name,
          "must be one of %s, not '%s'"
              .formatted(String.join(", ", policy.get().choices()), value));
    }
  }
}
