package io.mlconnector.console.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.console.access.Who;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.console.ledger.Writings;
import io.mlconnector.console.story.FieldStory.Now;
import io.mlconnector.console.story.FieldStory.Rule;
import io.mlconnector.console.story.FieldStory.Writing;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells why a field of a target record is as it is: who wrote it, from what, by which rule. */
@ApplicationScoped
public class FieldDesk {

  private static final int NEWEST = 20;

  private final Writings writings;
  private final Actions actions;
  private final Directory directory;
  private final KeyedHash hash;
  private final Who who;

  public FieldDesk(
      Writings writings, Actions actions, Directory directory, KeyedHash hash, Who who) {
    this.writings = writings;
    this.actions = actions;
    this.directory = directory;
    this.hash = hash;
    this.who = who;
  }

  /**
   * The story of a field.
   *
   * @param key the target record's, as the target has it
   * @param field its path, as routes name it; empty for all fields that were written
   * @param live whether the target is asked for the field as it is now, which an operator may
   * @throws Problem where the mapping, or the target when it is asked, does not answer
   */
  public FieldStory tell(String connection, String object, String key, String field, boolean live) {
    for (String part : List.of(connection, object, key)) {
      if (part.isBlank() || part.indexOf('\0') >= 0) {
        throw Problem.badRequest(
            "Name the connection, the object and the record's key at the target");
      }
    }
    List<Step> steps = writings.newest(connection, object, key, field, who.scope(), NEWEST);
    Rules rules = new Rules(actions, directory);
    List<Writing> told = new ArrayList<>();
    for (Step step : steps) {
      told.addAll(writings(step, field, rules));
    }
    List<Rule> would =
        told.isEmpty() && !field.isEmpty() && directory.hasMapping()
            ? rules.writing(connection, object, field)
            : List.of();
    String answer =
        told.isEmpty() ? unwritten(connection, object, key, field, would) : answer(told.get(0));
    Now now = live && !field.isEmpty() ? now(connection, object, key, field, steps, told) : null;
    return new FieldStory(
        connection, object, key, field, answer, writings.since(), told, would, now);
  }

  private List<Writing> writings(Step step, String field, Rules rules) {
    List<Writing> all = new ArrayList<>();
    if (step.erased()) {
      all.add(writing(step, field, null, null));
      return all;
    }
    for (JsonNode each : step.changes()) {
      FieldChange change = CanonicalJson.mapper().convertValue(each, FieldChange.class);
      if (field.isEmpty() || change.path().equals(field)) {
        Rule rule = directory.hasMapping() ? rules.of(step, change.path()) : null;
        all.add(writing(step, change.path(), change, rule));
      }
    }
    return all;
  }

  private static Writing writing(Step step, String field, FieldChange change, Rule rule) {
    return new Writing(
        step.at(),
        step.journey(),
        step.step(),
        step.record(),
        field,
        change == null ? null : change.before(),
        change == null ? null : change.after(),
        change != null && change.hashed(),
        change == null,
        change == null ? List.of() : change.sourceFields(),
        rule);
  }

  private static String answer(Writing last) {
    if (last.erased()) {
      return "The record was written, and what was written has been erased since.";
    }
    String from =
        last.sourceFields().isEmpty()
            ? "a fixed value of the route"
            : String.join(", ", last.sourceFields());
    return "It was written last from %s of %s%s."
        .formatted(
            from,
            last.record(),
            last.rule() == null ? "" : ", by the route " + last.rule().route());
  }

  private String unwritten(
      String connection, String object, String key, String field, List<Rule> would) {
    String what = field.isEmpty() ? "this record" : "this field of this record";
    String sentence =
        "Not written by us: the ledger has no step that wrote %s since %s."
            .formatted(what, writings.since().toString().substring(0, 10));
    if (!linked(connection, object, key)) {
      return sentence + " The record is linked with no record of another system.";
    }
    return would.isEmpty()
        ? sentence + " The record is linked, and no live route writes the field."
        : sentence
            + " The record is linked, and %s would write it: so far it found there what it wants, or nothing to write."
                .formatted(would.get(0).route());
  }

  private boolean linked(String connection, String object, String key) {
    if (!directory.hasMapping()) {
      return false;
    }
    for (JsonNode link :
        actions.read(
            directory.mapping(),
            "/api/links?limit=100&connection=%s&q=%s"
                .formatted(Urls.encoded(connection), Urls.encoded(key)))) {
      if (link.path("key").asText().equals(key) && link.at("/ref/object").asText().equals(object)) {
        return true;
      }
    }
    return false;
  }

  private Now now(
      String connection,
      String object,
      String key,
      String field,
      List<Step> steps,
      List<Writing> told) {
    if (steps.isEmpty()) {
      return new Now("The target is asked only for what we wrote.", null, null);
    }
    ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
    ObjectNode one = wanted.addObject();
    one.put("ref", steps.get(0).ref());
    one.put("key", key);
    one.putObject("fields").put(field, "");
    JsonNode found =
        actions
            .ask(
                directory.of(connection),
                "/api/connections/%s/objects/%s/read"
                    .formatted(Urls.encoded(connection), Urls.encoded(object)),
                wanted)
            .path(0);
    if (!found.path("found").asText().equals("present")) {
      return new Now(
          "The target has the record no longer: " + found.path("found").asText(), null, null);
    }
    JsonNode value = found.path("current").path(field);
    if (value.isMissingNode()) {
      return new Now("The target does not show this field.", null, null);
    }
    String text = value.isNull() ? null : value.isValueNode() ? value.asText() : value.toString();
    Writing last = told.isEmpty() ? null : told.get(0);
    if (last == null || last.erased()) {
      return new Now("What we wrote is not known any more.", null, null);
    }
    String shown = text == null || text.isEmpty() ? null : text;
    boolean same = Objects.equals(last.hashed() ? hash.of(shown) : shown, last.after());
    return new Now(
        same
            ? "The target shows what we wrote."
            : "The target shows something else: it was changed there since, or the target stores it"
                + " in another form.",
        last.hashed() ? null : shown,
        same);
  }
}
