package io.mlconnector.mapping.route;

import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.adapter.SeenConnections;
import io.mlconnector.mapping.adapter.TargetObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a route against everything it speaks of: the connections, the canonical schema, the
 * target's live fields and the other routes. Notes every problem.
 */
@ApplicationScoped
public class RouteValidator {

  private static final List<String> ENTITIES =
      EntityType.ALL.stream().map(EntityType::name).toList();

  private final Adapters adapters;
  private final AccountNumberRules numbers;
  private final SeenConnections seen;

  public RouteValidator(Adapters adapters, Transactions transactions) {
    this.adapters = adapters;
    this.seen = new SeenConnections(transactions);
    this.numbers = new AccountNumberRules(adapters, transactions);
  }

  /**
   * A route that was looked at.
   *
   * @param target null where no adapter could say
   * @param unseen what could not be looked at because an adapter did not answer; null where nothing
   */
  public record Checked(CompiledRoute route, CompiledRoute.Target target, String unseen) {}

  /**
   * @param others all other routes, stored and about to be
   */
  public Checked check(Route route, Collection<Route> others, Problems problems) {
    Answers answers = new Answers();
    entity(route, problems);
    Optional<KnownConnection> source =
        connection(route.from().connection(), "from.connection", answers, problems);
    Optional<KnownConnection> target =
        connection(route.to().connection(), "to.connection", answers, problems);
    if (route.fields().isEmpty()) {
      problems.error("fields", "is empty: map at least one target field");
    }
    new EnvironmentCheck(problems)
        .run(
            route,
            source.or(() -> last(route.from().connection())),
            target.or(() -> last(route.to().connection())));
    CompiledRoute compiled = CompiledRoute.compile(route, 0, null, problems);
    rules(compiled, problems);
    Optional<TargetObject> object =
        target.isPresent() && route.to().object() != null
            ? object(target.get(), route, answers, problems)
            : Optional.empty();
    new TableCheck(compiled, problems).run(object.map(TargetObject::mode).orElse(null));
    object
        .filter(found -> found.mode() != Delivery.Mode.TABLE)
        .ifPresent(found -> new TargetCheck(compiled, found, problems).run());
    new MirrorCheck(compiled, problems).run(others, object.map(TargetObject::mode).orElse(null));
    neighbours(compiled, others, problems);
    try {
      numbers.check(compiled, source, others, problems);
    } catch (AdapterUnreachable e) {
      answers.unseen(e);
      problems.warning("externalId", "could not be checked: " + e.getMessage());
    }
    return new Checked(
        compiled,
        object
            .map(found -> new CompiledRoute.Target(target.get().system(), found.mode()))
            .orElse(null),
        answers.unseen);
  }

  /** What an adapter that is away now said of the connection. */
  private Optional<KnownConnection> last(String id) {
    return id == null ? Optional.empty() : seen.last(id);
  }

  private static void entity(Route route, Problems problems) {
    String entity = route.from().entity();
    if (entity != null && EntityType.named(entity).isEmpty()) {
      problems.error(
          "from.entity",
          "'%s' is not an entity%s; there are %s"
              .formatted(entity, Problems.hint(entity, ENTITIES), String.join(", ", ENTITIES)));
    }
  }

  private Optional<KnownConnection> connection(
      String id, String at, Answers answers, Problems problems) {
    if (id == null) {
      return Optional.empty();
    }
    try {
      Optional<KnownConnection> known = adapters.connection(id);
      known.ifPresent(seen::saw);
      if (known.isEmpty()) {
        List<String> ids = adapters.ids();
        problems.error(
            at,
            "there is no connection '%s'%s; %s"
                .formatted(
                    id,
                    Problems.hint(id, ids),
                    ids.isEmpty()
                        ? "there is none yet: make it first"
                        : "there are " + String.join(", ", ids)));
      }
      return known;
    } catch (AdapterUnreachable e) {
      answers.unseen(e);
      problems.warning(at, "could not be checked: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<TargetObject> object(
      KnownConnection target, Route route, Answers answers, Problems problems) {
    try {
      return Optional.of(adapters.object(target, route.to().object()));
    } catch (AdapterRefused e) {
      problems.error(
          "to.object", "'" + route.to().object() + "' cannot be used: " + e.getMessage());
    } catch (AdapterUnreachable e) {
      answers.unseen(e);
      problems.warning("to.object", "could not be checked: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static void rules(CompiledRoute compiled, Problems problems) {
    for (CompiledField field : compiled.fields()) {
      if (field.rule().clear() && Emails.isEmail(field)) {
        problems.error(
            field.at() + ".clear",
            "is never allowed for an e-mail address: an empty source value leaves it; remove"
                + " clear");
      }
      if (field.rule().clear()
          && field.rule().write() != io.mlconnector.canonical.delivery.FieldWrite.When.ALWAYS) {
        problems.error(
            field.at() + ".clear", "works with 'write: always' only; remove one of the two");
      }
    }
    for (String key : compiled.route().match()) {
      if (!compiled.route().fields().containsKey(key)) {
        problems.error(
            "match", "'%s' is not among the fields: map it, or take it out".formatted(key));
      }
    }
  }

  private static void neighbours(
      CompiledRoute compiled, Collection<Route> others, Problems problems) {
    Route route = compiled.route();
    if (route.from().connection() == null || route.to().connection() == null) {
      return;
    }
    for (Route other : others) {
      if (route.writesTheSameAs(other)) {
        problems.error(
            "to",
            "route '%s' already makes %s of %s from these records: change that one"
                .formatted(other.name(), route.to().object(), route.to().connection()));
      }
    }
    for (CompiledField field : compiled.fields()) {
      Set<String> linked = field.expression().reading().linked();
      linked.forEach(entity -> link(field.at(), entity, route, others, problems));
    }
  }

  private static void link(
      String at, String entity, Route route, Collection<Route> others, Problems problems) {
    if (EntityType.named(entity).isEmpty()) {
      problems.error(
          at,
          "$linked names '%s', which is not an entity; there are %s"
              .formatted(entity, String.join(", ", ENTITIES)));
    } else if (!entity.equals(route.from().entity())
        && RouteSet.linkedObject(route, entity, others).isEmpty()) {
      problems.error(
          at,
          "no route maps %s from %s to %s, so there is nothing to link to: make that route first"
              .formatted(entity, route.from().connection(), route.to().connection()));
    }
  }

  private static final class Answers {
    private String unseen;

    private void unseen(AdapterUnreachable e) {
      unseen = e.getMessage();
    }
  }
}
