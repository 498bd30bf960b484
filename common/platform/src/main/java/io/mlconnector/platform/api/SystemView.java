package io.mlconnector.platform.api;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.platform.connection.SystemProblems.SystemProblem;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the system of this service is, needs, gives and takes.
 *
 * @param redirectUrl what has to be registered at the vendor before a person can consent, since the
 *     vendor wants it together with the client that a connection then names
 */
public record SystemView(
    String system,
    String title,
    Form connection,
    List<Source> sources,
    List<Target> sinks,
    List<String> webhooks,
    URI redirectUrl,
    List<SystemProblem> problems) {

  /** What a connection needs, as a form shows it. */
  public record Form(
      String baseUrlHelp, String everyDefault, List<Field> settings, List<Mode> authModes) {}

  /** A way to sign in. */
  public record Mode(String name, String title, List<Field> settings) {}

  /** One setting; {@code type} is in lower case. */
  public record Field(
      String name,
      String type,
      String help,
      boolean required,
      boolean secret,
      String defaultValue,
      List<String> choices) {

    static Field of(Setting setting) {
      return new Field(
          setting.name(),
          setting.type().name().toLowerCase(Locale.ROOT),
          setting.help(),
          setting.required(),
          setting.secret(),
          setting.defaultValue(),
          setting.choices());
    }
  }

  /** A stream that can be read. */
  public record Source(String stream, List<String> entities) {}

  /** An object that can be written. */
  public record Target(
      String object, String mode, List<String> matchKeys, int batchSize, List<Field> policies) {

    static Target of(Sink sink) {
      return new Target(
          sink.object(),
          sink.mode().name(),
          sink.matchKeys().stream().sorted().toList(),
          sink.batchSize(),
          fields(sink.policies()));
    }

    /** Tables are named by {@code object:table}, and their columns by the route. */
    static Target of(TableSink table) {
      return new Target(table.object(), Delivery.Mode.TABLE.name(), List.of(), 1, List.of());
    }
  }

  static SystemView of(Adapter adapter, URI redirectUrl, List<SystemProblem> problems) {
    ConnectionSpec spec = adapter.connectionSpec();
    return new SystemView(
        adapter.system(),
        adapter.title(),
        new Form(
            spec.baseUrlHelp(),
            spec.everyDefault(),
            fields(spec.settings()),
            spec.authModes().stream()
                .map(mode -> new Mode(mode.name(), mode.title(), fields(mode.settings())))
                .toList()),
        adapter.sources().stream()
            .map(stream -> new Source(stream.name(), stream.entities()))
            .toList(),
        Stream.concat(
                adapter.sinks().stream().map(Target::of), adapter.tables().stream().map(Target::of))
            .toList(),
        adapter.webhooks().stream().map(Webhook::name).toList(),
        redirectUrl,
        problems);
  }

  private static List<Field> fields(List<Setting> settings) {
    return settings.stream().map(Field::of).toList();
  }
}
