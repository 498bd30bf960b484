package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.Delivery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks a route against the one that it names as its mirror. */
final class MirrorCheck {

  private final CompiledRoute compiled;
  private final Route route;
  private final Problems problems;

  MirrorCheck(CompiledRoute compiled, Problems problems) {
    this.compiled = compiled;
    this.route = compiled.route();
    this.problems = problems;
  }

  /**
   * @param others all other routes, those that are about to be saved first
   * @param mode how the target takes deliveries; null where that is not known
   */
  void run(Collection<Route> others, Delivery.Mode mode) {
    if (route.mirror() == null) {
      route.fields().forEach((path, rule) -> oneWay("fields." + path, rule));
      return;
    }
    if (mode != null && mode != Delivery.Mode.UPSERT) {
      problems.error(
          "to.object", "keeps no single record for each of ours, so nothing can be merged");
    }
    if (Objects.equals(route.name(), route.mirror().route())) {
      problems.error("mirror.route", "is the route itself: name the one of the other direction");
      return;
    }
    owners();
    compiled.fields().forEach(this::field);
    Optional<Route> other =
        others.stream().filter(each -> each.name().equals(route.mirror().route())).findFirst();
    if (other.isEmpty()) {
      missing("there is no route '%s' yet: save it before this one is set live");
      return;
    }
    Optional<String> unfit = Mirror.fit(route, other.get());
    if (unfit.isPresent()) {
      if (other.get().mirror() == null) {
        missing("'%s' names no mirror yet: let it name this route before this one is set live");
      } else {
        problems.error("mirror.route", unfit.get());
      }
      return;
    }
    fields(other.get());
  }

  private void missing(String what) {
    String text = what.formatted(route.mirror().route());
    if (route.live()) {
      problems.error("mirror.route", text);
    } else {
      problems.warning("mirror.route", text);
    }
  }

  private void oneWay(String at, FieldRule rule) {
    if (rule.pair() != null && !rule.pair().equals(FieldRule.ONE_WAY)) {
      problems.error(at + ".pair", "needs a mirror: name the route of the other direction");
    }
    if (rule.conflict() != null) {
      problems.error(at + ".conflict", "needs a mirror: name the route of the other direction");
    }
  }

  private void owners() {
    owner("mirror.conflict", route.mirror().conflict());
    String first = route.mirror().first();
    if (first != null && !first.equals(MirrorRule.MANUAL) && !sides().contains(first)) {
      problems.error(
          "mirror.first",
          "must be manual, %s or %s, not '%s'".formatted(sides().get(0), sides().get(1), first));
    }
  }

  private List<String> sides() {
    return List.of(
        String.valueOf(route.from().connection()), String.valueOf(route.to().connection()));
  }

  private void owner(String at, Conflict conflict) {
    if (conflict != null
        && conflict.kind() == Conflict.Kind.OWNER
        && !sides().contains(conflict.owner())) {
      problems.error(
          at,
          "must be owned by %s or %s, not '%s'"
              .formatted(sides().get(0), sides().get(1), conflict.owner()));
    }
  }

  private void field(CompiledField field) {
    owner(field.at() + ".conflict", field.rule().conflict());
    boolean named = field.rule().pair() != null && !field.rule().pair().equals(FieldRule.ONE_WAY);
    if (named && Mirror.pairName(field) == null) {
      problems.error(
          field.at() + ".pair",
          "is only for fields that are always written and link to nothing: take it out");
    }
  }

  /** What cannot be said of this route alone. */
  private void fields(Route document) {
    CompiledRoute other = CompiledRoute.compile(document, 0, null, new Problems());
    Map<String, CompiledField> theirs = Mirror.named(other);
    List<String> ours = new ArrayList<>();
    for (CompiledField field : compiled.fields()) {
      String name = Mirror.pairName(field);
      CompiledField their = name == null ? null : theirs.get(name);
      if (name != null && ours.contains(name) && their != null) {
        problems.error(
            field.at(),
            "is the second field of the pair '%s': give it a pair of its own, or pair: none"
                .formatted(name));
      }
      if (name != null && their == null && field.rule().pair() != null) {
        problems.error(
            field.at() + ".pair",
            "no field of route '%s' is of the pair '%s': name it there, or take it out"
                .formatted(other.name(), name));
      }
      if (field.rule().conflict() != null && their == null) {
        problems.error(
            field.at() + ".conflict",
            "is for merged fields, and this one goes one way: take it out");
      }
      if (their != null) {
        same(field.at() + ".conflict", field.rule().conflict(), their.rule().conflict());
        ours.add(name);
      }
    }
    if (ours.isEmpty() && problems.errors().isEmpty()) {
      problems.error(
          "fields", "none is merged with a field of '%s': pair one".formatted(other.name()));
    }
    new BothWays(compiled, other).check(problems);
    MirrorRule mine = route.mirror();
    same("mirror.conflict", mine.conflict(), document.mirror().conflict());
    same("mirror.within", mine.within(), document.mirror().within());
    same("mirror.first", mine.first(), document.mirror().first());
  }

  private void same(String at, Object ours, Object theirs) {
    if (ours != null && theirs != null && !ours.equals(theirs)) {
      problems.error(at, "is %s here and %s in the mirror: say it once".formatted(ours, theirs));
    }
  }
}
