package io.mlconnector.platform.vendor.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes credentials out of what a vendor said: those that this connection has used, in clear and in
 * the encodings in which they travel, and whatever looks like one.
 */
public final class Redactor {

  private static final int SHORTEST = 4;
  private static final int REMEMBERED = 64;
  private static final String HIDDEN = "***";

  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(Bearer|Basic|Zoho-oauthtoken)[ :=]+[A-Za-z0-9._~+/=-]{4,}");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]*)?");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(access_token|refresh_token|id_token|client_secret|client_assertion|password"
              + "|passwd|api_?key|secret|authorization)(\"?\\s*[:=]\\s*\"?)[^\\s\"',;&<}]+");

  private final Set<String> known = new LinkedHashSet<>();

  /** Remembers a secret that this connection is about to use; the oldest are forgotten. */
  public synchronized void learn(Secret secret) {
    String clear = secret.reveal();
    add(clear);
    int space = clear.indexOf(' ');
    if (space > 0) {
      add(clear.substring(space + 1));
    }
  }

  private void add(String clear) {
    if (clear.length() < SHORTEST) {
      return;
    }
    byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
    for (String form :
        List.of(
            clear,
            URLEncoder.encode(clear, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(bytes))) {
      known.remove(form);
      known.add(form);
    }
    while (known.size() > REMEMBERED) {
      known.remove(known.iterator().next());
    }
  }

  /** The text without credentials. */
  public String clean(String text) {
    String cleaned = text;
    for (String secret : secrets()) {
      cleaned = cleaned.replace(secret, HIDDEN);
    }
    cleaned = NAMED.matcher(cleaned).replaceAll("$1$2" + HIDDEN);
    cleaned = SCHEME.matcher(cleaned).replaceAll("$1 " + HIDDEN);
    return JWT.matcher(cleaned).replaceAll(HIDDEN);
  }

  /** The longest first, since one may be part of another. */
  private synchronized List<String> secrets() {
    return known.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** The tree without credentials in its texts. */
  public JsonNode clean(JsonNode node) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(clean(node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> copy.add(clean(item)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.fields().forEachRemaining(field -> copy.set(field.getKey(), clean(field.getValue())));
      return copy;
    }
    return node;
  }

  /** Says nothing of what it knows. */
  @Override
  public String toString() {
    return "Redactor";
  }
}
