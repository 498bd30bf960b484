package io.mlconnector.platform.connection;

import io.mlconnector.spi.Setting;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads values as an adapter's spec describes them: types, choices, what is required. */
record SpecValues(UrlRule urls) {

  /** The values of all settings that are given and not secret, in the form they are stored in. */
  Map<String, Object> read(Fields fields, List<Setting> spec) {
    Map<String, Object> values = new LinkedHashMap<>();
    spec.stream()
        .filter(setting -> !setting.secret())
        .forEach(
            setting -> {
              if (fields.has(setting.name())) {
                value(fields, setting).ifPresent(value -> values.put(setting.name(), value));
              } else if (setting.required()) {
                fields.problem(setting.name(), "is missing: " + setting.help());
              }
            });
    return values;
  }

  private Optional<Object> value(Fields fields, Setting setting) {
    String name = setting.name();
    if (setting.type() == Setting.Type.LIST) {
      List<String> list = fields.list(name);
      list.forEach(item -> choice(fields, setting, item));
      return Optional.of(list);
    }
    if (setting.type() == Setting.Type.MAP) {
      return Optional.of(fields.texts(name));
    }
    return Optional.ofNullable(fields.parse(name, text -> scalar(fields, setting, text)));
  }

  private Object scalar(Fields fields, Setting setting, String text) {
    if (SecretReference.in(text).isPresent()) {
      throw new IllegalArgumentException(
          "holds a reference, which only secrets may be: write the value itself");
    }
    choice(fields, setting, text);
    if (setting.type() == Setting.Type.INTEGER) {
      return integer(text);
    }
    if (setting.type() == Setting.Type.BOOLEAN) {
      return flag(text);
    }
    if (setting.type() == Setting.Type.DURATION) {
      Durations.parse(text);
    }
    if (setting.type() == Setting.Type.URL) {
      urls.parse(text);
    }
    if (setting.type() == Setting.Type.DATE) {
      date(text);
    }
    return text;
  }

  private static void choice(Fields fields, Setting setting, String text) {
    if (!setting.choices().isEmpty() && !setting.choices().contains(text)) {
      fields.problem(
          setting.name(),
          "'%s' is none of its choices%s".formatted(text, Closest.hint(text, setting.choices())));
    }
  }

  private static void date(String text) {
    try {
      LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no day such as 2027-01-31".formatted(text), e);
    }
  }

  static Integer integer(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no whole number".formatted(text), e);
    }
  }

  static Boolean flag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException("'%s' must be true or false".formatted(text));
  }
}
