package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.MessageTable.Notice;
import io.mlconnector.console.alerts.Telling.What;
import io.mlconnector.console.alerts.channel.Digest;
import io.mlconnector.console.alerts.channel.Digest.Entry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes one message of everything that a channel is to tell, the most urgent first. */
final class Summary {

  private final AlertsConfig config;

  Summary(AlertsConfig config) {
    this.config = config;
  }

  /** By which address people reach the console, without a slash at its end; null for none. */
  String console() {
    return config
        .consoleUrl()
        .map(URI::toString)
        .map(url -> url.replaceAll("/+$", ""))
        .orElse(null);
  }

  Digest test(Instant now) {
    return Digest.test(config.installation(), console(), now);
  }

  /**
   * @param alerts those that the notices are about, by id
   */
  Digest of(List<Notice> notices, Map<Long, Alert> alerts, Instant now) {
    Map<Long, Set<What>> byAlert = new LinkedHashMap<>();
    notices.forEach(
        each -> byAlert.computeIfAbsent(each.alert(), any -> new TreeSet<>()).add(each.what()));
    List<Entry> entries = new ArrayList<>();
    byAlert.forEach((id, whats) -> entries.add(entry(alerts.get(id), whats)));
    entries.sort(
        (a, b) ->
            Integer.compare(rank(a), rank(b)) != 0
                ? Integer.compare(rank(a), rank(b))
                : a.since().compareTo(b.since()));
    int listed = Math.min(entries.size(), Digest.MOST);
    return new Digest(
        Digest.CHANGED,
        config.installation(),
        now,
        console(),
        List.copyOf(entries.subList(0, listed)),
        entries.size() - listed);
  }

  private static int rank(Entry each) {
    return each.over() != null ? 2 : each.severity().equals("urgent") ? 0 : 1;
  }

  private Entry entry(Alert alert, Set<What> whats) {
    String link = console() == null ? null : console() + alert.link();
    return new Entry(
        alert.id(),
        event(whats),
        alert.kind().text(),
        alert.severity().text(),
        alert.place(),
        alert.connection(),
        alert.since(),
        whats.contains(What.OVER) ? alert.closed() : null,
        alert.sentence(),
        alert.todo(),
        link);
  }

  private static String event(Set<What> whats) {
    if (whats.contains(What.OVER)) {
      return whats.contains(What.OPENED) ? "passed" : "over";
    }
    return whats.iterator().next().name().toLowerCase(Locale.ROOT);
  }
}
