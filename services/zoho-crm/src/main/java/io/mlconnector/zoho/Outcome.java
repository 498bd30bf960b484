package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.Map;
import java.util.Set;

/** What Zoho says of one record of a batch. */
sealed interface Outcome {

  /** Codes that say nothing against the record. */
  Set<String> LATER = Set.of("INTERNAL_ERROR", "INTERNAL_SERVER_ERROR", "TOO_MANY_REQUESTS");

  /**
   * It was written.
   *
   * @param made whether it is new
   */
  record Stored(String id, boolean made) implements Outcome {

    WriteResult result(Layout layout, Write write, Map<String, JsonNode> rows) {
      JsonNode row = rows.get(id);
      Map<String, JsonNode> seen = row == null ? Map.of() : Suffix.seen(layout, write, row);
      return made ? new WriteResult.Created(id, seen) : new WriteResult.Updated(id, seen);
    }
  }

  /**
   * Another record has a value that may be there only once.
   *
   * @param field the API name of the field
   * @param id the other record; empty where Zoho does not say
   */
  record Duplicate(String field, String id, String words) implements Outcome {

    /** Our own key says that it is ours; anything else only where the route says so. */
    boolean mayBeAdopted(Layout layout, Write write) {
      boolean adopts = "adopt".equals(write.policies().get(Records.DUPLICATES));
      return !id.isEmpty() && write.key() == null && (field.equals(layout.key()) || adopts);
    }

    WriteResult result(Layout layout, Write write, Map<String, JsonNode> rows) {
      JsonNode row = mayBeAdopted(layout, write) ? rows.get(id) : null;
      if (row != null) {
        String key = row.path(layout.key()).asText("");
        if (key.isBlank() || key.equals(write.text(Kind.EXTERNAL_ID))) {
          return new WriteResult.Changed(id, Suffix.seen(layout, write, row));
        }
      }
      return new WriteResult.Rejected(
          "%s. %s %s of Zoho has the same %s: correct one of the two%s"
              .formatted(
                  words,
                  layout.kind().module(),
                  id.isEmpty() ? "(it does not say which)" : id,
                  field,
                  row == null
                      ? ", or set the route's policy duplicates to adopt or suffix"
                      : "; it is already kept in agreement with another record"));
    }
  }

  /** Parked, with what to do. */
  record Refused(String reason) implements Outcome {}

  /**
   * Reads one result.
   *
   * @throws VendorFailure where it says nothing against the record
   */
  static Outcome of(Layout layout, Write write, JsonNode result) {
    String code = result.path("code").asText();
    JsonNode details = result.path("details");
    if (code.equals("SUCCESS")) {
      return stored(layout, write, result);
    }
    String words = words(result, details);
    if (LATER.contains(code)) {
      throw VendorFailure.unavailable(200, null, true, words);
    }
    return switch (code) {
      case "DUPLICATE_DATA" ->
          new Duplicate(
              details.path("api_name").asText(),
              details.path("duplicate_record").path("id").asText(details.path("id").asText("")),
              words);
      case "RECORD_LOCKED" ->
          new Refused(words + ". Somebody locked the record in Zoho: unlock it there, and retry");
      case "RECORD_IN_BLUEPRINT" ->
          new Refused(
              words
                  + ". The record is in a blueprint of Zoho, which alone may change it now: finish"
                  + " it there, and retry");
      default -> new Refused(words);
    };
  }

  private static Outcome stored(Layout layout, Write write, JsonNode result) {
    String id = result.path("details").path("id").asText("");
    if (id.isEmpty()) {
      return new Refused("Zoho says that it wrote the record, and not under which id");
    }
    String by = result.path("duplicate_field").asText("");
    if (write.key() == null && !by.isEmpty() && !by.equals(layout.key())) {
      return new Refused(
          "Zoho wrote into record %s because of the same %s, although it was told to go by %s: check the record"
              .formatted(id, by, layout.key()));
    }
    boolean made = write.key() == null && !"update".equals(result.path("action").asText());
    return new Stored(id, made);
  }

  private static String words(JsonNode result, JsonNode details) {
    String field = details.path("api_name").asText("");
    String expected = details.path("expected_data_type").asText("");
    return "Zoho: %s, %s%s%s"
        .formatted(
            result.path("code").asText("no code"),
            result.path("message").asText("no words"),
            field.isEmpty() ? "" : " (" + field + ")",
            expected.isEmpty() ? "" : ", expected " + expected);
  }
}
