package io.mlconnector.mapping.delivery;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.expression.Evaluated.Clue;
import io.mlconnector.mapping.expression.Evaluated.Origin;
import io.mlconnector.mapping.record.OriginTable;
import io.mlconnector.mapping.record.OriginTable.Wait;
import io.mlconnector.mapping.route.Mapped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds whose record it is: a ticket's customer by the organization, or by the user, that the
 * customer became in the ticket's own system. A user made from a contact tells the customer that
 * the contact is linked to.
 */
public final class Origins {

  private final Map<String, List<Ref>> madeFrom;
  private final Map<String, List<Ref>> parents;
  private final List<Wait> waits = new ArrayList<>();
  private final Set<Ref> children = new LinkedHashSet<>();

  private Origins(Map<String, List<Ref>> madeFrom, Map<String, List<Ref>> parents) {
    this.madeFrom = madeFrom;
    this.parents = parents;
  }

  /**
   * Decisions with what was found.
   *
   * @param decisions those without a find are parked, with the reason
   */
  record Resolved(List<Decision> decisions, Set<Ref> children, List<Wait> waits) {}

  /** The same decisions with every origin found, or parked; changes nothing. */
  public static List<Decision> of(Connection sql, List<Decision> decisions) throws SQLException {
    return resolve(sql, decisions).decisions();
  }

  /** As {@link #of}, with what has to be waited for. */
  static Resolved resolve(Connection sql, List<Decision> decisions) throws SQLException {
    Set<String> keys = new HashSet<>();
    for (Decision decision : decisions) {
      for (Origin origin : origins(decision).values()) {
        origin.clues().forEach(clue -> keys.addAll(clue.keys()));
      }
    }
    if (decisions.stream().allMatch(each -> origins(each).isEmpty())) {
      return new Resolved(decisions, Set.of(), List.of());
    }
    Map<String, List<Ref>> madeFrom = OriginTable.madeFrom(sql, keys);
    Set<String> refs =
        madeFrom.values().stream()
            .flatMap(List::stream)
            .map(Ref::toString)
            .collect(Collectors.toSet());
    Origins origins = new Origins(madeFrom, OriginTable.parents(sql, refs));
    List<Decision> resolved = decisions.stream().map(origins::resolved).toList();
    return new Resolved(resolved, origins.children, origins.waits);
  }

  private static Map<String, Origin> origins(Decision decision) {
    return decision.mapped() instanceof Mapped.Fields fields ? fields.origins() : Map.of();
  }

  private Decision resolved(Decision decision) {
    if (origins(decision).isEmpty()) {
      return decision;
    }
    children.add(decision.ref());
    Mapped.Fields mapped = (Mapped.Fields) decision.mapped();
    List<FieldWrite> fields = new ArrayList<>();
    for (FieldWrite field : mapped.fields()) {
      Origin origin = mapped.origins().get(field.path());
      if (origin == null) {
        fields.add(field);
        continue;
      }
      Set<String> found = found(decision, origin);
      if (found.size() != 1) {
        wait(decision, origin);
        return decision.as(new Mapped.Unsuited(why(decision, field.path(), origin, found)));
      }
      fields.add(field.withValue(TextNode.valueOf(found.iterator().next())));
    }
    return decision.as(new Mapped.Fields(fields, mapped.removal(), mapped.number(), Map.of()));
  }

  /** What the first clue gives that gives anything. */
  private Set<String> found(Decision decision, Origin origin) {
    for (Clue clue : origin.clues()) {
      Set<String> found = new LinkedHashSet<>();
      for (String key : clue.keys()) {
        for (Ref ref : linked(decision, clue.object(), key)) {
          add(found, ref, origin, decision);
          parents
              .getOrDefault(ref.toString(), List.of())
              .forEach(parent -> add(found, parent, origin, decision));
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Set.of();
  }

  private static void add(Set<String> found, Ref ref, Origin origin, Decision decision) {
    boolean wanted =
        ref.source().connection().equals(decision.ref().connection())
            && origin.entities().contains(ref.source().entity());
    if (wanted) {
      found.add(origin.value(ref.source().entity(), ref.source().key()));
    }
  }

  /** The refs that became that record of the decision's source. */
  private List<Ref> linked(Decision decision, String object, String key) {
    String connection = decision.snapshot().key().connection();
    return madeFrom.getOrDefault(key, List.of()).stream()
        .filter(ref -> ref.connection().equals(connection) && ref.object().equals(object))
        .toList();
  }

  private void wait(Decision decision, Origin origin) {
    for (Clue clue : origin.clues()) {
      for (String key : clue.keys()) {
        waits.add(
            new Wait(
                decision.ref(),
                decision.snapshot().key().connection(),
                clue.object(),
                key,
                !linked(decision, clue.object(), key).isEmpty()));
      }
    }
  }

  /** Without keys, so that records that stand aside for one reason can be counted together. */
  private static String why(Decision decision, String field, Origin origin, Set<String> found) {
    String target = decision.ref().connection();
    if (!found.isEmpty()) {
      return "%s: several of %s may be meant as %s; let the record name one"
          .formatted(field, target, origin.named());
    }
    if (origin.clues().isEmpty()) {
      return "%s: no %s: the record names nothing that one could be known by"
          .formatted(field, origin.named());
    }
    String looked =
        origin.clues().stream().map(Clue::object).distinct().collect(Collectors.joining(" or "));
    return "%s: no %s of %s is linked to its %s of %s; it is sent once one is"
        .formatted(field, origin.named(), target, looked, decision.snapshot().key().connection());
  }
}
