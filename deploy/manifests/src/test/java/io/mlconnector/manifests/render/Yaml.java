package io.mlconnector.manifests.render;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML, strictly: a key that is there twice is an error, as it is for kustomize. */
public final class Yaml {

  private static final ObjectMapper MAPPER = new YAMLMapper(factory());

  private Yaml() {}

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return YAMLFactory.builder().loaderOptions(options).build();
  }

  /** The documents of a text; empty ones are left out. */
  public static List<JsonNode> all(String text) {
    List<JsonNode> documents = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        JsonNode document = MAPPER.readTree(parser);
        if (document != null && !document.isNull()) {
          documents.add(document);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  public static JsonNode one(String text) {
    List<JsonNode> documents = all(text);
    if (documents.size() != 1) {
      throw new IllegalArgumentException("One document expected, not " + documents.size());
    }
    return documents.get(0);
  }

  public static JsonNode file(Path file) {
    return one(text(file));
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
