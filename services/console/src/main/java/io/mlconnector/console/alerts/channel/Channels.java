package io.mlconnector.console.alerts.channel;

import io.mlconnector.console.alerts.AlertsConfig;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.log.Log;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The channels of the configuration; what is wrong with one is said and keeps no other back. */
@ApplicationScoped
public class Channels {

  private static final Log LOG = Log.of(Channels.class);

  private final Map<String, Channel> usable = new TreeMap<>();
  private final Map<String, String> problems = new TreeMap<>();

  @Inject
  public Channels(AlertsConfig config, FlowConfig flow, Vertx vertx, Clock clock) {
    ChannelSettings settings = new ChannelSettings(config, flow.local(), vertx, clock);
    config.webhooks().forEach((name, each) -> add(name, () -> settings.webhook(name, each)));
    config.mails().forEach((name, each) -> add(name, () -> settings.mail(name, each)));
  }

  Channels(List<Channel> channels) {
    channels.forEach(each -> usable.put(each.name(), each));
  }

  /** Channels as they are, for tests. */
  public static Channels of(List<Channel> channels) {
    return new Channels(channels);
  }

  /** Makes a channel, or throws {@link IllegalArgumentException} with what is wrong. */
  private interface Maker {
    Channel make();
  }

  private void add(String name, Maker maker) {
    try {
      if (usable.containsKey(name) || problems.containsKey(name)) {
        throw new IllegalArgumentException(
            "there is a webhook and a mail of this name; rename one");
      }
      usable.put(name, maker.make());
    } catch (IllegalArgumentException e) {
      usable.remove(name);
      problems.put(name, e.getMessage());
    }
  }

  void onStart(@Observes StartupEvent event) {
    problems.forEach(
        (name, problem) ->
            LOG.warn("An alert channel cannot be used", "channel", name, "problem", problem));
  }

  /** Those that can be used, by name. */
  public List<Channel> usable() {
    return new ArrayList<>(usable.values());
  }

  public Optional<Channel> usable(String name) {
    return Optional.ofNullable(usable.get(name));
  }

  /** What is wrong with the others, by name. */
  public Map<String, String> problems() {
    return problems;
  }
}
