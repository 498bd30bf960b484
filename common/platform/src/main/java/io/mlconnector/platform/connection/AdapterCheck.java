package io.mlconnector.platform.connection;

import io.mlconnector.canonical.EntityType;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.Webhook;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stops the start of a service that has not exactly one adapter, or a contradictory one. */
@ApplicationScoped
class AdapterCheck {

  void onStart(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
      @Any Instance<Adapter> adapters) {
    List<String> problems = problems(adapters.stream().toList());
    if (!problems.isEmpty()) {
      throw new IllegalStateException("The adapter cannot be used: " + String.join("; ", problems));
    }
  }

  /** What is wrong with the adapters of a service; empty where nothing is. */
  static List<String> problems(List<Adapter> adapters) {
    if (adapters.size() != 1) {
      return List.of(
          "there must be exactly one bean of type Adapter, and there are "
              + adapters.size()
              + adapters.stream()
                  .map(adapter -> adapter.getClass().getName())
                  .collect(Collectors.joining(", ", " (", ")")));
    }
    Adapter adapter = adapters.get(0);
    List<String> problems = new ArrayList<>();
    twice("source stream", adapter.sources(), SourceStream::name, problems);
    twice("sink", adapter.sinks(), Sink::object, problems);
    twice("table", adapter.tables(), TableSink::object, problems);
    twice("webhook", adapter.webhooks(), Webhook::name, problems);
    adapter.sources().stream()
        .flatMap(stream -> stream.entities().stream())
        .filter(entity -> EntityType.named(entity).isEmpty())
        .forEach(entity -> problems.add("entity %s is not in the contract".formatted(entity)));
    spec(adapter.connectionSpec(), problems);
    return problems;
  }

  private static void spec(ConnectionSpec spec, List<String> problems) {
    if (spec.authModes().isEmpty()) {
      problems.add("its connection spec has no auth mode");
    }
    twice("auth mode", spec.authModes(), AuthMode::name, problems);
    twice("setting", spec.settings(), Setting::name, problems);
    spec.authModes()
        .forEach(
            mode -> twice("setting of " + mode.name(), mode.settings(), Setting::name, problems));
    spec.settings().stream()
        .filter(Setting::secret)
        .forEach(setting -> problems.add("secret %s must be below auth".formatted(setting.name())));
    Stream.of(spec.everyDefault())
        .filter(every -> !isDuration(every))
        .forEach(
            every -> problems.add("its default interval '%s' is no duration".formatted(every)));
  }

  private static boolean isDuration(String text) {
    try {
      return Durations.parse(text) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static <T> void twice(
      String what, List<T> items, Function<? super T, String> name, List<String> problems) {
    Set<String> seen = new HashSet<>();
    items.stream()
        .map(name)
        .filter(one -> !seen.add(one))
        .forEach(one -> problems.add("%s %s is there twice".formatted(what, one)));
  }
}
