package io.mlconnector.console.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem.FieldError;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The form of a connection as a system's adapter describes it: what a person typed, what is wrong
 * with it, and the document that it makes. Secrets go in and are never shown again.
 *
 * @param mutual whether the stored connection shows a client certificate
 */
public record Form(
    SystemForm system,
    String mode,
    boolean fresh,
    Map<String, String> values,
    List<FieldError> errors,
    String problem,
    boolean mutual) {

  /** What an adapter needs to know of a connection. */
  public record SystemForm(
      String system, String title, Spec connection, List<Source> sources, String redirectUrl) {}

  /** The settings that there are. */
  public record Spec(
      String baseUrlHelp, String everyDefault, List<Setting> settings, List<Mode> authModes) {}

  /** A way to sign in. */
  public record Mode(String name, String title, List<Setting> settings) {}

  /** One setting; {@code type} is in lower case. */
  public record Setting(
      String name,
      String type,
      String help,
      boolean required,
      boolean secret,
      String defaultValue,
      List<String> choices) {

    public Setting {
      choices = choices == null ? List.of() : choices;
    }

    /** Its name as people write it: {@code clientId} is "Client id". */
    public String words() {
      String plain = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
      String named = plain.replaceAll("\\burl\\b", "URL").replaceAll("\\bca\\b", "CA");
      return Character.toUpperCase(named.charAt(0)) + named.substring(1);
    }

    /** Whether it is a list or a map, which a form shows as lines. */
    public boolean lines() {
      return type.equals("list") || type.equals("map");
    }
  }

  /** A stream that can be read. */
  public record Source(String stream, List<String> entities) {}

  /** A field as the page shows it. */
  public record Field(Setting setting, String path, String value, String wrong) {

    /** An id for the browser. */
    public String id() {
      return path.replace('.', '-');
    }

    /** Whether it is optional and nobody said anything of it. */
    boolean mayStay() {
      boolean plain = value.isEmpty() || value.equals(setting.defaultValue());
      return !setting.required() && wrong == null && plain;
    }
  }

  /** So many optional settings fit on a page with the rest. */
  private static final int FEW = 5;

  /** Fields of the connection itself, which every system has. */
  private static final List<Setting> GENERAL =
      List.of(
          general(
              "id",
              "Short and for good, such as zendesk-prod: lower case letters, digits, -",
              true),
          general("displayName", "What people call it; the id where it is empty", false),
          general("environment", "Such as production or test", false),
          general("baseUrl", "", true),
          general("timeZone", "Of the system's own days, such as Europe/Berlin", false));

  /** How TLS is spoken, which every system has. */
  private static final List<Setting> TLS =
      List.of(
          tls(
              "ca",
              "pem",
              "The certificate of the authority that signs the system's, where it is one of your"
                  + " own: PEM, or ${file:…}. Public authorities do not count then"),
          tls("publicToo", "boolean", "Whether public authorities count beside your own"),
          tls(
              "certificate",
              "pem",
              "Our certificate, where the system asks who calls, then those that vouch for it: PEM,"
                  + " or ${file:…}"),
          tls("key", "secret", "The private key of our certificate: PEM (PKCS#8), or ${file:…}"),
          tls("keyPassword", "secret", "Only where the key is encrypted"),
          tls(
              "serverName",
              "text",
              "The name that the system's certificate is for, where it is not the one of the base"
                  + " URL"));

  private static Setting tls(String name, String type, String help) {
    return new Setting(name, type, help, false, type.equals("secret"), null, List.of());
  }

  private static Setting general(String name, String help, boolean required) {
    return new Setting(name, "text", help, required, false, null, List.of());
  }

  /** An empty form, or one with the values that are stored. */
  static Form of(SystemForm system, String mode, boolean fresh, Map<String, String> values) {
    String chosen =
        system.connection().authModes().stream().anyMatch(each -> each.name().equals(mode))
            ? mode
            : system.connection().authModes().get(0).name();
    return new Form(system, chosen, fresh, values, List.of(), null, false);
  }

  /** The same for a connection that shows a client certificate, or does not. */
  Form mutual(boolean shows) {
    return new Form(system, mode, fresh, values, errors, problem, shows);
  }

  /** What a person sent. */
  static Form sent(
      SystemForm system, String mode, boolean fresh, MultivaluedMap<String, String> sent) {
    Map<String, String> values = new LinkedHashMap<>();
    sent.forEach((name, all) -> values.put(name, all.isEmpty() ? "" : all.get(0).strip()));
    return of(system, mode, fresh, values);
  }

  Form refused(String sentence, List<FieldError> wrong) {
    return new Form(system, mode, fresh, values, wrong, sentence, mutual);
  }

  /** The fields that every system has; the id only where it is new. */
  public List<Field> general() {
    return GENERAL.stream()
        .filter(each -> fresh || !each.name().equals("id"))
        .map(
            each ->
                each.name().equals("baseUrl")
                    ? general("baseUrl", system.connection().baseUrlHelp(), true)
                    : each)
        .map(each -> field("", each))
        .toList();
  }

  /** The fields of the chosen way to sign in. */
  public List<Field> auth() {
    return chosen().settings().stream().map(each -> field("auth.", each)).toList();
  }

  /** The credentials of the chosen way to sign in, and the days on which they end. */
  public List<Field> credentials() {
    return auth().stream()
        .filter(each -> each.setting().secret() || each.setting().type().equals("date"))
        .toList();
  }

  /** How TLS is spoken. */
  public List<Field> tls() {
    return TLS.stream().map(each -> field("tls.", each)).toList();
  }

  /** Whether something is said of TLS, or is wrong with it. */
  public boolean tlsSaid() {
    return errors.stream().anyMatch(each -> each.field().startsWith("tls"))
        || tls().stream().anyMatch(each -> !each.value().isEmpty());
  }

  /** Our certificate with its key, where the connection shows one. */
  public List<Field> clientCertificate() {
    List<String> names = List.of("certificate", "key", "keyPassword");
    return mutual
        ? tls().stream().filter(each -> names.contains(each.setting().name())).toList()
        : List.of();
  }

  /** What was typed of the credentials, by field. */
  Map<String, String> typed() {
    Map<String, String> typed = new LinkedHashMap<>();
    for (Field field : credentials()) {
      String value = values.getOrDefault(field.path(), "");
      if (!value.isBlank()) {
        typed.put(field.setting().name(), value);
      }
    }
    for (Field field : clientCertificate()) {
      String value = values.getOrDefault(field.path(), "");
      if (!value.isBlank()) {
        typed.put(field.path(), value);
      }
    }
    return typed;
  }

  /** The system's own settings. */
  public List<Field> settings() {
    return system.connection().settings().stream().map(each -> field("settings.", each)).toList();
  }

  /** Those that one has to look at: required, wrong, or with a value of their own. */
  public List<Field> told() {
    List<Field> untold = untold();
    return settings().stream().filter(each -> !untold.contains(each)).toList();
  }

  /** The others, which a page folds; none where they are so few that nobody gets lost. */
  public List<Field> untold() {
    List<Field> untold = settings().stream().filter(Field::mayStay).toList();
    return untold.size() > FEW ? untold : List.of();
  }

  public Mode chosen() {
    return system.connection().authModes().stream()
        .filter(each -> each.name().equals(mode))
        .findFirst()
        .orElseThrow();
  }

  /** What is wrong with no field of the form. */
  public List<FieldError> elsewhere() {
    List<String> shown = new ArrayList<>();
    List.of(general(), auth(), settings(), tls())
        .forEach(all -> all.forEach(f -> shown.add(f.path())));
    return errors.stream().filter(each -> !shown.contains(each.field())).toList();
  }

  private Field field(String prefix, Setting setting) {
    String path = prefix + setting.name();
    Optional<FieldError> wrong =
        errors.stream().filter(each -> each.field().equals(path)).findFirst();
    return new Field(
        setting,
        path,
        setting.secret() ? "" : values.getOrDefault(path, ""),
        wrong.map(FieldError::problem).orElse(null));
  }

  /**
   * The document to send; empty secrets are left out, so that stored ones stay, and other empty
   * fields are null where something may be stored.
   */
  ObjectNode document() {
    ObjectNode document = CanonicalJson.mapper().createObjectNode();
    general().forEach(field -> put(document, field.setting(), values.get(field.path())));
    ObjectNode auth = document.putObject("auth");
    auth.put("mode", mode);
    chosen().settings().forEach(each -> put(auth, each, values.get("auth." + each.name())));
    ObjectNode settings = document.putObject("settings");
    system
        .connection()
        .settings()
        .forEach(each -> put(settings, each, values.get("settings." + each.name())));
    if (fresh) {
      document.put("system", system.system());
    }
    if (tlsTyped() || !fresh) {
      tls(document.putObject("tls"));
    }
    return document;
  }

  /** Whether a person gave anything of TLS. */
  boolean tlsTyped() {
    return TLS.stream().anyMatch(each -> !values.getOrDefault("tls." + each.name(), "").isBlank());
  }

  private void tls(ObjectNode tls) {
    TLS.forEach(each -> put(tls, each, values.get("tls." + each.name())));
    if (!fresh && values.getOrDefault("tls.certificate", "").isBlank()) {
      // A key without its certificate is none.
      List.of("key", "keyPassword")
          .forEach(
              name -> {
                if (!tls.has(name)) {
                  tls.putNull(name);
                }
              });
    }
  }

  private void put(ObjectNode into, Setting setting, String value) {
    if (value == null || value.isBlank()) {
      if (!fresh && !setting.secret()) {
        into.putNull(setting.name());
      }
      return;
    }
    switch (setting.type()) {
      case "list" -> lines(value).forEach(into.withArray(setting.name())::add);
      case "map" -> {
        ObjectNode map = into.putObject(setting.name());
        lines(value)
            .forEach(
                line -> {
                  String[] parts = line.split("[:=]", 2);
                  map.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
                });
      }
      default -> into.put(setting.name(), value);
    }
  }

  private static List<String> lines(String value) {
    return Arrays.stream(value.split("[\\r\\n,]+"))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }
}
