package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.KeyParts;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fields that an administrator added to the account, such as a number of open tickets. */
final class AccountFields implements AnnotationForm {

  private static final String KIND = "fields";

  private static String key(Account account) {
    return KeyParts.join(KIND, account.entity(), account.key().company(), account.key().number());
  }

  private static List<String> names(Connection connection) {
    return List.copyOf(new DynamicsSettings(connection.settings()).accountFields().keySet());
  }

  @Override
  public String missing(Connection connection, Write write) {
    if (write.fields().keySet().stream().noneMatch(AccountFields::own)) {
      return "no field of the account is mapped: map some to "
          + AccountAnnotations.FIELDS
          + "NAME, with the names of the setting accountFields";
    }
    boolean texts = write.text(Annotation.TITLE) != null || write.text(Annotation.TEXT) != null;
    return texts ? "the form fields writes no title and no text: leave them out" : null;
  }

  private static boolean own(String path) {
    return path.startsWith(AccountAnnotations.FIELDS);
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    List<String> names = names(connection);
    List<Operation> reads = new ArrayList<>();
    for (Write write : writes) {
      Account account = Annotation.wanted(write).account();
      AccountSet set = AccountSet.of(connection, account);
      reads.add(set.rows().read(account.key(), names));
    }
    List<Part> parts = new Batch(connection).read(reads);
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Annotation wanted = Annotation.wanted(writes.get(i));
      found.add(
          EntitySet.row(parts.get(i))
              .<Found>map(
                  row -> new Found.Present(key(wanted.account()), fields(wanted, row, names)))
              .orElseGet(
                  () ->
                      new Found.Refused(
                          "Dynamics has no %s to write on".formatted(wanted.account()))));
    }
    return found;
  }

  /** The account's fields, with what a route says of whose they are. */
  private static Map<String, JsonNode> fields(Annotation wanted, JsonNode row, List<String> names) {
    Map<String, JsonNode> fields = new HashMap<>();
    fields.put(Annotation.ACCOUNT, TextNode.valueOf(wanted.account().toString()));
    fields.put(Annotation.MARKER, TextNode.valueOf(wanted.marker()));
    names.forEach(name -> fields.put(AccountAnnotations.FIELDS + name, row.path(name)));
    return fields;
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    List<Operation> operations = new ArrayList<>();
    for (Write write : writes) {
      Account account = Annotation.wanted(write).account();
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      write
          .fields()
          .forEach(
              (path, value) -> {
                if (own(path)) {
                  body.set(path.substring(AccountAnnotations.FIELDS.length()), value);
                }
              });
      AccountSet set = AccountSet.of(connection, account);
      operations.add(Operation.update(set.address(account), body, null));
    }
    List<Part> parts = new Batch(connection).write(operations);
    List<WriteResult> results = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      results.add(
          parts.get(i).succeeded()
              ? new WriteResult.Updated(
                  key(Annotation.wanted(writes.get(i)).account()), writes.get(i).fields())
              : new WriteResult.Rejected(parts.get(i).refusal()));
    }
    return results;
  }
}
