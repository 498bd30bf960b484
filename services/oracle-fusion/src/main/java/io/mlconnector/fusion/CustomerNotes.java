package io.mlconnector.fusion;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notes on a customer: one per source record and kept current, or one for each thing that happened
 * to it. They are found again by their marker, because Fusion's POST has no idempotency key. Where
 * the source record moves to another customer, so does a current note; the old one says where to.
 */
final class CustomerNotes implements Sink {

  static final String CUSTOMER = "customer";
  static final String TEXT = "text";
  static final String MARKER = "marker";
  static final String TYPE = "type";
  static final String OWNER = "owner";

  private static final int NOT_FOUND = 404;

  private final String object;
  private final Delivery.Mode mode;

  private CustomerNotes(String object, Delivery.Mode mode) {
    this.object = object;
    this.mode = mode;
  }

  /** One note per source record, as the record is now. */
  static CustomerNotes current() {
    return new CustomerNotes("customer-note", Delivery.Mode.UPSERT);
  }

  /** A further note whenever the marker is a new one, such as one with the status in it. */
  static CustomerNotes log() {
    return new CustomerNotes("customer-log", Delivery.Mode.APPEND);
  }

  @Override
  public String object() {
    return object;
  }

  @Override
  public Delivery.Mode mode() {
    return mode;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of(MARKER);
  }

  @Override
  public List<Setting> policies() {
    return List.of(
        Setting.choice(
            OWNER,
            "accounts",
            "Whose note it is: an account or a contact.",
            "accounts",
            "contacts"));
  }

  /** Fusion writes one note a call. */
  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return List.of(
        required(CUSTOMER, Type.REFERENCE),
        required(TEXT, Type.TEXT),
        required(MARKER, Type.TEXT),
        FieldSchema.of(TYPE, Type.TEXT));
  }

  private static FieldSchema required(String path, Type type) {
    return new FieldSchema(path, type, true, true, null, List.of(), false);
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    Notebook notebook = new Notebook(connection);
    List<Found> found = new ArrayList<>();
    for (Write write : writes) {
      found.add(find(connection, notebook, write));
    }
    return found;
  }

  private static Found find(Connection connection, Notebook notebook, Write write) {
    String missing = missing(connection, write);
    if (missing != null) {
      return new Found.Refused(missing);
    }
    if (write.key() != null) {
      Optional<Note> known = notebook.get(Note.of(write.key()));
      if (known.isPresent()) {
        return present(known.get());
      }
    }
    try {
      Optional<Note> marked = notebook.find(wanted(write));
      if (marked.isPresent()) {
        return present(marked.get());
      }
    } catch (VendorFailure e) {
      if (e.status() == NOT_FOUND) {
        return new Found.Refused(
            "Fusion has no %s %s to write a note on".formatted(owner(write), write.text(CUSTOMER)));
      }
      throw e;
    }
    return write.key() == null ? new Found.Absent() : new Found.Gone(write.key());
  }

  private static Found present(Note note) {
    return new Found.Present(note.key(), note.fields());
  }

  private static String missing(Connection connection, Write write) {
    if (new FusionSettings(connection.settings()).receivables()) {
      return "Notes hang on sales accounts, which the receivables profile does not know: set"
          + " customerProfile to crm.";
    }
    String marker = write.text(MARKER);
    if (marker != null && !marker.matches("[^\\[\\]\\r\\n]*")) {
      return "marker: no brackets and no line breaks, because it stands in brackets in a line";
    }
    for (String name : List.of(CUSTOMER, TEXT, MARKER)) {
      if (write.text(name) == null || write.text(name).isBlank()) {
        return name + " is empty: a note needs it";
      }
    }
    return null;
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    Notebook notebook = new Notebook(connection);
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      try {
        results.add(write(notebook, write));
      } catch (VendorFailure e) {
        if (e.kind() != VendorFailure.Kind.REJECTED) {
          throw e;
        }
        results.add(new WriteResult.Rejected(e.getMessage()));
      }
    }
    return results;
  }

  private static WriteResult write(Notebook notebook, Write write) {
    if (write.key() == null) {
      Note made = notebook.create(wanted(write));
      return new WriteResult.Created(made.key(), made.fields());
    }
    Note old = Note.of(write.key());
    Note wanted = wanted(write);
    if (!wanted.customer().equals(old.customer())) {
      return move(notebook, old, wanted);
    }
    Note changed =
        notebook.update(
            new Note(
                old.owner(),
                old.customer(),
                old.id(),
                wanted.text(),
                wanted.marker(),
                wanted.type()));
    return new WriteResult.Updated(changed.key(), changed.fields());
  }

  /** The new note first: after a crash in between it is found, and the old one is still known. */
  private static WriteResult move(Notebook notebook, Note old, Note wanted) {
    Note there = notebook.find(wanted).orElseGet(() -> notebook.create(wanted));
    notebook.update(
        new Note(
            old.owner(),
            old.customer(),
            old.id(),
            "Moved to customer %s [%s]".formatted(wanted.customer(), wanted.marker()),
            null,
            null));
    return new WriteResult.Updated(there.key(), there.fields());
  }

  /** What is to be: fields that the write leaves out are as they are. */
  private static Note wanted(Write write) {
    return new Note(
        owner(write),
        text(write, CUSTOMER),
        null,
        text(write, TEXT),
        text(write, MARKER),
        write.text(TYPE));
  }

  private static String owner(Write write) {
    return write.policies().getOrDefault(OWNER, "accounts");
  }

  private static String text(Write write, String field) {
    String text = write.text(field);
    if (text != null || !write.current().containsKey(field)) {
      return text;
    }
    return write.current().get(field).asText();
  }
}
