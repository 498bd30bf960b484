package io.mlconnector.canonical;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * JSON as the contract writes it: decimals as text, instants as ISO 8601 in UTC, absent instead of
 * null, unknown members ignored, keys in a fixed order so that equal records have equal bytes. A
 * document with a name twice in one object, nested more than 64 deep, or of more than four million
 * tokens is not read.
 */
public final class CanonicalJson {

  /** A tree takes up to a hundred bytes for each, however short it is written. */
  private static final long MOST_TOKENS = 4_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(BigDecimal.class, new DecimalText())
                  .addDeserializer(BigDecimal.class, new Decimals.Reader()))
          .nodeFactory(new Decimals.Nodes())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxStringLength(8 << 20)
                .maxTokenCount(MOST_TOKENS)
                .build());
  }

  private CanonicalJson() {}

  /** The shared mapper; callers must not reconfigure it. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** Writes a value in the contract's form. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not writable as JSON: " + value.getClass().getName(), e);
    }
  }

  /** Writes a value in the contract's form, as text. */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException where the bytes are not JSON of that type, naming the place
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not readable as " + type.getSimpleName() + ": " + e, e);
    }
  }

  /** Reads a value from text; see {@link #read(byte[], Class)}. */
  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /** A record or document as a tree in the contract's form. */
  public static ObjectNode tree(Object value) {
    JsonNode tree = read(bytes(value), JsonNode.class);
    return (ObjectNode) tree;
  }

  /** Plain digits, never an exponent. */
  private static final class DecimalText extends ToStringSerializer {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      BigDecimal number = (BigDecimal) value;
      if (!Decimals.fits(number)) {
        provider.reportMappingProblem(
            "a decimal of more than %d digits".formatted(Decimals.MOST_DIGITS));
      }
      json.writeString(number.toPlainString());
    }
  }
}
