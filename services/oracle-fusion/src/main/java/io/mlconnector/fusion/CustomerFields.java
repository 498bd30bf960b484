package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.fusion.api.FusionApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.KeyParts;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Attributes that an administrator added to accounts or contacts, such as a number of tickets. */
record CustomerFields(Connection connection) {

  private static final String PREFIX = "fields.";
  private static final String CUSTOM = "_c";

  /** Whether a route maps any of them. */
  static boolean mapped(Write write) {
    return write.fields().keySet().stream().anyMatch(path -> path.startsWith(PREFIX));
  }

  /** Those that can be written, as the pod describes them now. */
  List<FieldSchema> describe() {
    FusionSettings settings = new FusionSettings(connection.settings());
    Map<String, FieldSchema> fields = new LinkedHashMap<>();
    if (settings.receivables()) {
      return List.of();
    }
    for (String resource : List.of("accounts", "contacts")) {
      JsonNode described =
          connection
              .client(FusionApi.class)
              .describe(
                  "crmRestApi", settings.version(), resource, String.valueOf(settings.framework()));
      for (JsonNode attribute : described.path("Resources").path(resource).path("attributes")) {
        String name = attribute.path("name").asText();
        if (name.endsWith(CUSTOM) && attribute.path("updatable").asBoolean()) {
          fields.putIfAbsent(name, field(name, attribute.path("type").asText()));
        }
      }
    }
    return List.copyOf(fields.values());
  }

  private static FieldSchema field(String name, String described) {
    Type type =
        switch (described.toLowerCase(Locale.ROOT)) {
          case "integer", "int64", "long" -> Type.INTEGER;
          case "number", "decimal" -> Type.DECIMAL;
          case "boolean" -> Type.BOOLEAN;
          case "date" -> Type.DATE;
          case "datetime" -> Type.INSTANT;
          default -> Type.TEXT;
        };
    return new FieldSchema(PREFIX + name, type, true, false, null, List.of(), true);
  }

  Found find(Write write) {
    if (!mapped(write)) {
      return new Found.Refused(
          "no attribute of the customer is mapped: map some to " + PREFIX + "NAME");
    }
    for (String name : List.of(CustomerNotes.TITLE, CustomerNotes.TEXT, CustomerNotes.TYPE)) {
      if (write.text(name) != null) {
        return new Found.Refused(name + ": the form fields writes none; leave it out");
      }
    }
    try {
      return new Found.Present(key(write), current(write));
    } catch (VendorFailure e) {
      if (e.kind() != VendorFailure.Kind.REJECTED) {
        throw e;
      }
      return new Found.Refused(e.getMessage());
    }
  }

  /** The attributes, with what a route says of whose they are. */
  private Map<String, JsonNode> current(Write write) {
    List<String> names = names(write);
    PartyItem party =
        PartyItem.read(
            connection, NoteForms.owner(write), write.resulting(CustomerNotes.CUSTOMER), names);
    Map<String, JsonNode> current = new HashMap<>();
    for (String name : CustomerNotes.NEEDED) {
      current.put(name, TextNode.valueOf(write.resulting(name)));
    }
    names.forEach(name -> current.put(PREFIX + name, party.json().path(name)));
    return current;
  }

  WriteResult write(Write write) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    names(write).forEach(name -> body.set(name, write.fields().get(PREFIX + name)));
    PartyItem party =
        new PartyItem(NoteForms.owner(write), write.resulting(CustomerNotes.CUSTOMER), null, null);
    try {
      party.change(connection, body);
    } catch (VendorFailure e) {
      if (e.kind() != VendorFailure.Kind.REJECTED) {
        throw e;
      }
      return new WriteResult.Rejected(e.getMessage());
    }
    return new WriteResult.Updated(key(write), write.fields());
  }

  private static List<String> names(Write write) {
    return write.fields().keySet().stream()
        .filter(path -> path.startsWith(PREFIX))
        .map(path -> path.substring(PREFIX.length()))
        .toList();
  }

  private static String key(Write write) {
    return KeyParts.join(
        NoteForms.FIELDS, NoteForms.owner(write), write.resulting(CustomerNotes.CUSTOMER));
  }
}
