package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.spi.marker.MarkedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the helpdesk has to say about a customer or vendor, kept current on the account: as an
 * attachment of its own, as a block in the account's memo, or in fields of the account.
 */
final class AccountAnnotations implements Sink {

  static final String FORM = "form";
  static final String FIELDS = "fields.";

  private static final Map<String, AnnotationForm> FORMS =
      Map.of("attachment", new Attachments(), "memo", new Memos(), "fields", new AccountFields());

  @Override
  public String object() {
    return "account-annotation";
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of(Annotation.MARKER);
  }

  @Override
  public List<Setting> policies() {
    return List.of(
        Setting.choice(
            FORM,
            "attachment",
            "attachment is a document note of its own; memo a block in the account's memo, which"
                + " other text may surround; fields writes only fields of the account.",
            "attachment",
            "memo",
            "fields"));
  }

  @Override
  public int batchSize() {
    return Batch.MOST;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    List<FieldSchema> schema = new ArrayList<>();
    schema.add(required(Annotation.ACCOUNT, Type.REFERENCE));
    schema.add(required(Annotation.MARKER, Type.TEXT));
    schema.add(FieldSchema.of(Annotation.TITLE, Type.TEXT));
    schema.add(FieldSchema.of(Annotation.TEXT, Type.TEXT));
    new DynamicsSettings(connection.settings())
        .accountFields()
        .forEach(
            (name, type) ->
                schema.add(
                    new FieldSchema(
                        FIELDS + name, type(type), true, false, null, List.of(), true)));
    return schema;
  }

  private static FieldSchema required(String path, Type type) {
    return new FieldSchema(path, type, true, true, null, List.of(), false);
  }

  private static Type type(String name) {
    return Arrays.stream(Type.values())
        .filter(type -> type.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                VendorFailure.rejected(
                    0,
                    "The setting accountFields says '%s'; use text, integer, decimal or instant"
                        .formatted(name)));
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    Map<Write, Found> found = new LinkedHashMap<>();
    Map<AnnotationForm, List<Write>> sound = new LinkedHashMap<>();
    for (Write write : writes) {
      String missing = missing(connection, write);
      if (missing == null) {
        sound.computeIfAbsent(form(write), form -> new ArrayList<>()).add(write);
      } else {
        found.put(write, new Found.Refused(missing));
      }
    }
    sound.forEach((form, mine) -> paired(found, mine, form.find(connection, mine)));
    return writes.stream().map(write -> asWritten(write, found.get(write))).toList();
  }

  /** The account in the form in which the route writes it, where it is the same one. */
  private static Found asWritten(Write write, Found found) {
    if (!(found instanceof Found.Present present)) {
      return found;
    }
    Account there = Annotation.account(present.current().get(Annotation.ACCOUNT).asText());
    if (!there.equals(Annotation.account(write.text(Annotation.ACCOUNT)))) {
      return found;
    }
    Map<String, JsonNode> current = new LinkedHashMap<>(present.current());
    current.put(Annotation.ACCOUNT, write.fields().get(Annotation.ACCOUNT));
    return new Found.Present(present.key(), current);
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    Map<Write, WriteResult> results = new LinkedHashMap<>();
    Map<AnnotationForm, List<Write>> byForm = new LinkedHashMap<>();
    writes.forEach(
        write -> byForm.computeIfAbsent(form(write), form -> new ArrayList<>()).add(write));
    byForm.forEach((form, mine) -> paired(results, mine, form.write(connection, mine)));
    return writes.stream().map(results::get).toList();
  }

  private static <T> void paired(Map<Write, T> all, List<Write> writes, List<T> answers) {
    for (int i = 0; i < writes.size(); i++) {
      all.put(writes.get(i), answers.get(i));
    }
  }

  private static AnnotationForm form(Write write) {
    return FORMS.get(write.policies().getOrDefault(FORM, "attachment"));
  }

  private static String missing(Connection connection, Write write) {
    for (String name : List.of(Annotation.ACCOUNT, Annotation.MARKER)) {
      if (write.text(name) == null || write.text(name).isBlank()) {
        return name + " is empty: an annotation needs it";
      }
    }
    String unmarkable = MarkedText.problem(write.text(Annotation.MARKER));
    if (unmarkable != null) {
      return unmarkable;
    }
    try {
      Annotation.account(write.text(Annotation.ACCOUNT));
    } catch (IllegalArgumentException e) {
      return "account: " + e.getMessage();
    }
    return form(write).missing(connection, write);
  }
}
