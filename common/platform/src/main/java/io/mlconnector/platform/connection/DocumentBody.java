package io.mlconnector.platform.connection;

import java.util.Map;
import java.util.Set;

/** A document as it was sent: YAML or JSON. */
public record DocumentBody(String text, boolean yaml) {

  /** Never shows the text, which may hold secrets. */
  @Override
  public String toString() {
    return "DocumentBody[" + text.length() + " characters]";
  }

  /** The connection that it names; null where it names none. */
  public String id() {
    return tree().get("id") instanceof String id ? id : null;
  }

  /** Whether it says no more than that work goes on, or stops. */
  public boolean onlySwitches() {
    return tree().keySet().equals(Set.of("enabled"));
  }

  Map<String, Object> tree() {
    return yaml ? DocumentText.yaml(text) : DocumentText.json(text);
  }
}
