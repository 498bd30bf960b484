package io.mlconnector.platform.connection;

import java.util.Map;

/** A document as it was sent: YAML or JSON. */
public record DocumentBody(String text, boolean yaml) {

  /** Never shows the text, which may hold secrets. */
  @Override
  public String toString() {
    return "DocumentBody[" + text.length() + " characters]";
  }

  Map<String, Object> tree() {
    return yaml ? DocumentText.yaml(text) : DocumentText.json(text);
  }
}
