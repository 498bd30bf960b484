package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.KeyParts;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.spi.marker.MarkedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document note of its own. The marker stands in brackets in the last line of its text. Whether
 * an environment takes a note without a file is not known; its refusal is parked in its own words.
 */
final class Attachments implements AnnotationForm {

  private static final String KIND = "attachment";
  private static final String FILE = "support";
  private static final String EXTENSION = "txt";
  private static final int ENTITY = 1;
  private static final int COMPANY = 2;
  private static final int NUMBER = 3;
  private static final int ID = 4;

  /** An attachment that is there. */
  private record Document(Account account, String id) {

    static Document of(String key) {
      List<String> parts = KeyParts.split(key);
      if (parts.size() <= ID || !parts.get(0).equals(KIND)) {
        throw new IllegalArgumentException("'%s' is no attachment".formatted(key));
      }
      AccountKey account = new AccountKey(parts.get(COMPANY), parts.get(NUMBER));
      return new Document(new Account(parts.get(ENTITY), account), parts.get(ID));
    }

    String key() {
      return KeyParts.join(
          KIND, account.entity(), account.key().company(), account.key().number(), id);
    }

    String address(AccountSet set) {
      Map<String, String> key = new LinkedHashMap<>();
      key.put(EntitySet.COMPANY, Operation.quoted(account.key().company()));
      key.put(AccountSet.DOCUMENT, id);
      return Operation.address(set.documents(), key);
    }
  }

  @Override
  public String missing(Connection connection, Write write) {
    String text = write.text(Annotation.TEXT);
    return text == null || text.isBlank() ? "text is empty: an attachment needs it" : null;
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    Map<Write, Found> found = new HashMap<>();
    known(connection, writes, found);
    marked(connection, writes.stream().filter(write -> !found.containsKey(write)).toList(), found);
    return writes.stream().map(found::get).toList();
  }

  private static void known(Connection connection, List<Write> writes, Map<Write, Found> found) {
    List<Write> keyed = writes.stream().filter(write -> write.key() != null).toList();
    List<Operation> reads = new ArrayList<>();
    for (Write write : keyed) {
      Document document = Document.of(write.key());
      AccountSet set = AccountSet.of(connection, document.account());
      reads.add(Operation.read(document.address(set), select(set)));
    }
    List<Part> parts = new Batch(connection).read(reads);
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).missing()) {
        Document document = Document.of(keyed.get(i).key());
        found.put(keyed.get(i), present(connection, document.account(), parts.get(i).good()));
      }
    }
  }

  /** Looks through the account's attachments of our type for the marker. */
  private static void marked(Connection connection, List<Write> writes, Map<Write, Found> found) {
    List<Operation> reads = new ArrayList<>();
    for (Write write : writes) {
      reads.add(search(connection, Annotation.wanted(write).account()));
    }
    List<Part> parts = new Batch(connection).read(reads);
    for (int i = 0; i < parts.size(); i++) {
      Write write = writes.get(i);
      found.put(
          write,
          in(connection, Annotation.wanted(write), parts.get(i).good())
              .<Found>map(document -> document)
              .orElseGet(
                  () -> write.key() == null ? new Found.Absent() : new Found.Gone(write.key())));
    }
  }

  private static Operation search(Connection connection, Account account) {
    AccountSet set = AccountSet.of(connection, account);
    String filter =
        "%s eq %s and %s eq %s and %s eq %s"
            .formatted(
                EntitySet.COMPANY,
                Operation.quoted(account.key().company()),
                set.owner(),
                Operation.quoted(account.key().number()),
                set.type(),
                Operation.quoted(connection.settings().text("documentType")));
    return Operation.search(set.documents(), filter, select(set) + "," + set.owner(), null);
  }

  private static Optional<Found.Present> in(
      Connection connection, Annotation wanted, JsonNode page) {
    AccountSet set = AccountSet.of(connection, wanted.account());
    for (JsonNode row : page.path("value")) {
      // A * in an account number is a pattern to the filter.
      boolean its = wanted.account().key().number().equals(row.path(set.owner()).asText());
      Found.Present present = present(connection, wanted.account(), row);
      JsonNode marker = present.current().get(Annotation.MARKER);
      if (its && marker != null && marker.asText().equals(wanted.marker())) {
        return Optional.of(present);
      }
    }
    if (page.hasNonNull("@odata.nextLink")) {
      throw VendorFailure.rejected(
          200,
          "%s has more attachments than a page, too many to look whether ours is there already"
              .formatted(wanted.account()));
    }
    return Optional.empty();
  }

  private static String select(AccountSet set) {
    return String.join(",", AccountSet.DOCUMENT, set.title(), AccountSet.NOTES);
  }

  private static Found.Present present(Connection connection, Account account, JsonNode json) {
    JsonRow row = new JsonRow(json);
    MarkedText text = MarkedText.of(row.text(AccountSet.NOTES));
    AccountSet set = AccountSet.of(connection, account);
    return new Found.Present(
        new Document(account, row.required(AccountSet.DOCUMENT)).key(),
        new Annotation(account, text.marker(), row.text(set.title()), text.text()).fields());
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    List<Operation> operations = new ArrayList<>();
    for (Write write : writes) {
      Annotation wanted = Annotation.wanted(write);
      operations.add(
          stays(write, wanted) ? change(connection, write, wanted) : make(connection, wanted));
    }
    List<Part> parts = new Batch(connection).write(operations);
    List<WriteResult> results = new ArrayList<>();
    List<Operation> leavings = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Write write = writes.get(i);
      Annotation wanted = Annotation.wanted(write);
      WriteResult result = result(connection, write, wanted, parts.get(i));
      if (result instanceof WriteResult.Updated && !stays(write, wanted)) {
        leavings.add(left(connection, write, wanted));
      }
      results.add(result);
    }
    new Batch(connection).write(leavings).forEach(Attachments::gone);
    return results;
  }

  private static boolean stays(Write write, Annotation wanted) {
    return write.key() != null && Document.of(write.key()).account().equals(wanted.account());
  }

  private static Operation make(Connection connection, Annotation wanted) {
    AccountSet set = AccountSet.of(connection, wanted.account());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(EntitySet.COMPANY, wanted.account().key().company());
    body.put(set.owner(), wanted.account().key().number());
    body.put(set.type(), connection.settings().text("documentType"));
    body.put(set.restriction(), connection.settings().text("restriction"));
    put(connection, body, set, wanted);
    return Operation.create(set.documents(), body);
  }

  private static Operation change(Connection connection, Write write, Annotation wanted) {
    AccountSet set = AccountSet.of(connection, wanted.account());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    put(connection, body, set, wanted);
    return Operation.update(Document.of(write.key()).address(set), body, null);
  }

  private static void put(
      Connection connection, ObjectNode body, AccountSet set, Annotation wanted) {
    if (wanted.title() != null) {
      body.put(set.title(), wanted.title());
    }
    text(connection, body, set, new MarkedText(wanted.text(), wanted.marker()).toString());
  }

  private static void text(Connection connection, ObjectNode body, AccountSet set, String text) {
    body.put(AccountSet.NOTES, text);
    if (new DynamicsSettings(connection.settings()).attachmentFiles()) {
      body.put("FileName", FILE + "." + EXTENSION);
      body.put("FileType", EXTENSION);
      body.put(
          set.file(), Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** The attachment on the account that it was on before, which says where it went. */
  private static Operation left(Connection connection, Write write, Annotation wanted) {
    Document old = Document.of(write.key());
    AccountSet set = AccountSet.of(connection, old.account());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(AccountSet.NOTES, "Moved to %s (%s)".formatted(wanted.account(), wanted.marker()));
    return Operation.update(old.address(set), body, null);
  }

  /** One that was deleted meanwhile needs no word of where it went. */
  private static void gone(Part part) {
    if (!part.missing()) {
      part.good();
    }
  }

  private static WriteResult result(
      Connection connection, Write write, Annotation wanted, Part part) {
    if (!part.succeeded()) {
      return new WriteResult.Rejected(part.refusal());
    }
    if (stays(write, wanted)) {
      return new WriteResult.Updated(write.key(), wanted.fields());
    }
    String id = new JsonRow(part.body()).required(AccountSet.DOCUMENT);
    String key = new Document(wanted.account(), id).key();
    return write.key() == null
        ? new WriteResult.Created(key, wanted.fields())
        : new WriteResult.Updated(key, wanted.fields());
  }
}
