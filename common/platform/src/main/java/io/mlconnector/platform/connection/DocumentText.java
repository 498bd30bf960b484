package io.mlconnector.platform.connection;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mlconnector.canonical.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML and JSON into the same tree of maps, lists, texts and nulls. Every scalar stays the
 * text that was written, so that {@code 1.10}, {@code 12:30} and {@code no} mean what they say.
 */
final class DocumentText {

  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 20;
  private static final int MAX_ALIASES = 10;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private DocumentText() {}

  /**
   * Reads YAML.
   *
   * @throws InvalidDocument with line and column where it is malformed
   */
  static Map<String, Object> yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_CHARACTERS);
    DumperOptions dump = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options), new Representer(dump), dump, options, new TextsOnly());
    try {
      return document(yaml.load(text));
    } catch (MarkedYAMLException e) {
      throw InvalidDocument.whole(
          "line %d, column %d: malformed YAML, %s"
              .formatted(
                  e.getProblemMark().getLine() + 1,
                  e.getProblemMark().getColumn() + 1,
                  e.getProblem()));
    } catch (YAMLException e) {
      throw InvalidDocument.whole("malformed YAML, " + e.getMessage());
    }
  }

  /**
   * Reads JSON.
   *
   * @throws InvalidDocument with line and column where it is malformed
   */
  static Map<String, Object> json(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw InvalidDocument.whole("larger than " + MAX_CHARACTERS + " characters");
    }
    try {
      return document(plain(JSON.readTree(text)));
    } catch (StreamConstraintsException | NumberFormatException e) {
      throw InvalidDocument.whole("nested too deep, or a name or number that is far too long");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw InvalidDocument.whole(
          "line %d, column %d: malformed JSON, %s"
              .formatted(at.getLineNr(), at.getColumnNr(), problem(e)));
    }
  }

  private static String problem(JsonProcessingException e) {
    return e.getOriginalMessage().startsWith("Duplicate field")
        ? "a field is given twice"
        : "look for a missing quote, comma or brace";
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(item -> list.add(plain(item)));
      return list;
    }
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      return Decimals.fits(number) ? number.toPlainString() : number.toString();
    }
    return node.isNull() || node.isMissingNode() ? null : node.asText();
  }

  private static Map<String, Object> document(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return copy(map, 0);
    }
    throw InvalidDocument.whole(
        tree == null ? "the document is empty" : "the document must be a map of fields");
  }

  private static Map<String, Object> copy(Map<?, ?> map, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value, depth + 1)));
    return copy;
  }

  private static Object copy(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw InvalidDocument.whole("nested more than " + MAX_DEPTH + " levels deep");
    }
    if (value instanceof Map<?, ?> map) {
      return copy(map, depth);
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(copy(item, depth + 1)));
      return items;
    }
    return value == null ? null : String.valueOf(value);
  }

  /** Leaves every plain scalar a text, but for null and the merge key. */
  private static final class TextsOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
