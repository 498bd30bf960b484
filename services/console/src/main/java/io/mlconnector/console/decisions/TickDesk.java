package io.mlconnector.console.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.decisions.Lists.Entry;
import io.mlconnector.console.decisions.Lists.Gap;
import io.mlconnector.console.decisions.Lists.Gone;
import io.mlconnector.console.decisions.Lists.Unreadable;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.InNameOf;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people look through and tick off with a reason: what records lack, what is gone at its
 * source, and what could not be read. What is ticked off is open again once it is another one.
 */
@ApplicationScoped
public class TickDesk {

  private static final String UNREADABLE = "/api/records/unreadable";

  /** How many entries are named in the ledger. */
  private static final int NAMED = 5;

  private final Actions actions;
  private final Directory directory;
  private final InNameOf names;

  public TickDesk(Actions actions, Directory directory, InNameOf names) {
    this.actions = actions;
    this.directory = directory;
    this.names = names;
  }

  /** The lists of records. */
  enum Kind {
    GAPS("/api/gaps", "data gaps"),
    GONE("/api/gone", "records that are gone at their source");

    private final String path;
    private final String words;

    Kind(String path, String words) {
      this.path = path;
      this.words = words;
    }
  }

  /**
   * Records that are gone at their source, in the order of their keys; 50 to a page.
   *
   * @param state open, ticked or all
   */
  public List<Gone> gone(String connection, String state, String after) {
    return actions.list(directory.mapping(), page(Kind.GONE, connection, state, after), Gone.class);
  }

  /** What records lack, in the order of their keys; 50 records to a page. */
  public List<Gap> gaps(String connection, String state, String after) {
    return actions.list(directory.mapping(), page(Kind.GAPS, connection, state, after), Gap.class);
  }

  private static String page(Kind list, String connection, String state, String after) {
    return "%s?connection=%s&state=%s&after=%s&limit=%d"
        .formatted(
            list.path,
            Urls.encoded(connection),
            Urls.encoded(state),
            Urls.encoded(after),
            Lists.PAGE);
  }

  /**
   * Messages that the mapping could not read, the newest first, 50 to a page; none for whoever does
   * not see all connections.
   *
   * @param before the last one of the page before; 0 for the first page
   */
  public List<Unreadable> unreadable(String state, long before) {
    return actions.list(
        directory.mapping(),
        "%s?state=%s&before=%d&limit=%d"
            .formatted(UNREADABLE, Urls.encoded(state), before, Lists.PAGE),
        Unreadable.class);
  }

  /** Whether the person sees what concerns all connections. */
  boolean seesAll() {
    return names.scope().isAll();
  }

  /**
   * Ticks entries off; returns how many were still there as they were looked at.
   *
   * @throws Problem where there is no reason, or none of them is there
   */
  long tick(Kind list, List<Entry> entries, String reason) {
    String why = given(reason);
    String done =
        "ticked off %,d %s: %s; %s".formatted(entries.size(), list.words, what(entries), why);
    return change(list.path + "/tick", body(entries).put("reason", why), said(entries, done));
  }

  /** Opens entries again; returns how many had been ticked off. */
  long reopen(Kind list, List<Entry> entries) {
    String done = "opened %,d %s again: %s".formatted(entries.size(), list.words, what(entries));
    return change(list.path + "/reopen", body(entries), said(entries, done));
  }

  /** Ticks messages off; returns how many. */
  long tickUnreadable(List<Long> ids, String reason) {
    String why = given(reason);
    return change(
        UNREADABLE + "/tick",
        numbers(ids).put("reason", why),
        new Said(
            null,
            null,
            "ticked off %,d messages that cannot be read: %s; %s"
                .formatted(ids.size(), texts(ids), why)));
  }

  /** Opens messages again; returns how many. */
  long reopenUnreadable(List<Long> ids) {
    return change(
        UNREADABLE + "/reopen",
        numbers(ids),
        new Said(
            null,
            null,
            "opened %,d messages that cannot be read again: %s".formatted(ids.size(), texts(ids))));
  }

  private long change(String path, JsonNode body, Said said) {
    return actions.change(directory.mapping(), "POST", path, body, said).path("entries").asLong();
  }

  private static String given(String reason) {
    if (reason == null || reason.isBlank()) {
      throw Problem.badRequest("reason: is missing; say why it stays as it is");
    }
    return reason.strip();
  }

  private static ObjectNode body(List<Entry> entries) {
    if (entries.isEmpty()) {
      throw Problem.badRequest("Nothing was chosen: tick what it is about");
    }
    ObjectNode body = CanonicalJson.mapper().createObjectNode();
    body.set("entries", CanonicalJson.mapper().valueToTree(entries));
    return body;
  }

  private static ObjectNode numbers(List<Long> ids) {
    if (ids.isEmpty()) {
      throw Problem.badRequest("Nothing was chosen: tick what it is about");
    }
    ObjectNode body = CanonicalJson.mapper().createObjectNode();
    body.set("ids", CanonicalJson.mapper().valueToTree(ids));
    return body;
  }

  /** Seen by whoever sees their connection, where it is one. */
  private static Said said(List<Entry> entries, String words) {
    Set<String> connections =
        entries.stream()
            .map(each -> String.valueOf(each.record()).split("\\|", 2)[0])
            .collect(Collectors.toSet());
    return new Said(connections.size() == 1 ? connections.iterator().next() : null, null, words);
  }

  private static String what(List<Entry> entries) {
    return some(
        entries.stream()
            .map(
                each ->
                    each.field() == null || each.field().isEmpty()
                        ? each.record()
                        : each.field() + " of " + each.record())
            .toList());
  }

  private static String texts(List<Long> ids) {
    return some(ids.stream().map(each -> "" + each).toList());
  }

  private static String some(List<String> all) {
    String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() > NAMED ? "%s and %,d more".formatted(first, all.size() - NAMED) : first;
  }
}
