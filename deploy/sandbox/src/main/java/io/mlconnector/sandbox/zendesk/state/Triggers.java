package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The account's triggers. Their API is not in the vendor sheet beyond what calls of webhooks need;
 * what is stricter here than it may be there costs a client nothing.
 */
public final class Triggers {

  private static final int LONGEST_BODY = 16_000;
  private static final Set<String> OPERATORS = Set.of("is", "is_not", "changed", "not_changed");
  private static final Set<String> FIELDS =
      Set.of("update_type", "status", "priority", "type", "group_id", "brand_id", "requester_id");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*ticket\\.(\\w+)\\s*}}");

  private final Ids ids;
  private final InstantSource clock;
  private final Webhooks webhooks;
  private final TreeMap<Long, Trigger> byId = new TreeMap<>();

  Triggers(Ids ids, InstantSource clock, Webhooks webhooks) {
    this.ids = ids;
    this.clock = clock;
    this.webhooks = webhooks;
  }

  /** In the order in which they run. */
  public List<Trigger> all() {
    return byId.values().stream()
        .sorted(Comparator.comparing(Trigger::position).thenComparing(Trigger::id))
        .toList();
  }

  public Trigger byId(long id) {
    return Optional.ofNullable(byId.get(id)).orElseThrow(Refusals::notFound);
  }

  public Trigger create(ObjectNode body) {
    ObjectNode shown = body.deepCopy();
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    shown.put("active", body.path("active").asBoolean(true));
    shown.put("created_at", now).put("updated_at", now);
    check(shown);
    int last = all().stream().mapToInt(Trigger::position).max().orElse(0);
    Trigger made = new Trigger(ids.next(), shown, last + 1);
    byId.put(made.id(), made);
    return made;
  }

  /** Replaces what is given. */
  public Trigger change(long id, ObjectNode body) {
    Trigger before = byId(id);
    ObjectNode shown = before.shown().deepCopy();
    shown.setAll(body);
    shown.put("updated_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    check(shown);
    Trigger changed = new Trigger(id, shown, before.position());
    byId.put(id, changed);
    return changed;
  }

  public void delete(long id) {
    byId.remove(byId(id).id());
  }

  /** Whether a trigger calls that webhook, which then cannot be deleted. */
  public boolean call(String webhook) {
    return byId.values().stream().anyMatch(trigger -> trigger.webhooks().contains(webhook));
  }

  private void check(ObjectNode shown) {
    Violations violations = new Violations();
    if (shown.path("title").asText("").isBlank()) {
      violations.add("title", "BlankValue", "Title: cannot be blank");
    }
    List<JsonNode> all = Trigger.list(shown.at("/conditions/all"));
    List<JsonNode> any = Trigger.list(shown.at("/conditions/any"));
    if (all.isEmpty() && any.isEmpty()) {
      violations.invalid("conditions", "Conditions: at least one is needed");
    }
    for (List<JsonNode> some : List.of(all, any)) {
      for (JsonNode each : some) {
        if (!FIELDS.contains(each.path("field").asText())
            || !OPERATORS.contains(each.path("operator").asText())) {
          violations.invalid("conditions", "Conditions: " + each + " is not valid");
        }
      }
    }
    List<JsonNode> actions = Trigger.list(shown.path("actions"));
    if (actions.isEmpty()) {
      violations.invalid("actions", "Actions: at least one is needed");
    }
    actions.forEach(action -> check(action, violations));
    violations.refuseIfAny();
  }

  private void check(JsonNode action, Violations violations) {
    if (!action.path("field").asText().equals(Trigger.WEBHOOK)) {
      return;
    }
    String id = action.at("/value/0").asText("");
    boolean usable =
        webhooks.all().stream().anyMatch(each -> each.id().equals(id) && each.isTriggered());
    if (!usable) {
      violations.invalid("actions", "Actions: webhook " + id + " is not for triggers");
    }
    if (!action.at("/value/1").isTextual()
        || action.at("/value/1").asText().length() > LONGEST_BODY) {
      violations.invalid("actions", "Actions: the body is no text of at most 16000 characters");
    }
  }

  /** A body with the ticket's values in the place of {@code {{ticket.…}}}; unknown ones vanish. */
  public static String rendered(String template, ObjectNode ticket) {
    Matcher places = PLACEHOLDER.matcher(template);
    return places.replaceAll(
        place -> {
          String name = place.group(1).equals("title") ? "subject" : place.group(1);
          return Matcher.quoteReplacement(ticket.path(name).asText(""));
        });
  }

  ArrayNode save() {
    ArrayNode all = SandboxJson.array();
    byId.values()
        .forEach(
            each ->
                all.addObject()
                    .put("id", each.id())
                    .put("position", each.position())
                    .set("shown", each.shown()));
    return all;
  }

  void restore(JsonNode saved) {
    byId.clear();
    for (JsonNode json : saved) {
      long id = json.path("id").asLong();
      byId.put(id, new Trigger(id, (ObjectNode) json.path("shown"), json.path("position").asInt()));
    }
  }
}
