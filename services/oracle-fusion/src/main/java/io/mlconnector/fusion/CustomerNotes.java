package io.mlconnector.fusion;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the helpdesk has to say about a customer: one note per source record and kept current, or
 * one for each thing that happened to it, in the form that the route chooses. Notes are found again
 * by their marker, because Fusion's POST has no idempotency key. Where the source record moves to
 * another customer, so does a current note; the old one says where to.
 */
final class CustomerNotes implements Sink {

  static final String CUSTOMER = "customer";
  static final String TITLE = "title";
  static final String TEXT = "text";
  static final String MARKER = "marker";
  static final String TYPE = "type";

  /** What a note of any form cannot do without. */
  static final List<String> NEEDED = List.of(CUSTOMER, MARKER);

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
    return NoteForms.policies();
  }

  /** Fusion writes one note a call. */
  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    List<FieldSchema> schema = new ArrayList<>();
    schema.add(new FieldSchema(CUSTOMER, Type.REFERENCE, true, true, null, List.of(), false));
    schema.add(new FieldSchema(MARKER, Type.TEXT, true, true, null, List.of(), false));
    for (String path : List.of(TITLE, TEXT, TYPE)) {
      schema.add(FieldSchema.of(path, Type.TEXT));
    }
    if (mode == Delivery.Mode.UPSERT) {
      schema.addAll(new CustomerFields(connection).describe());
    }
    return schema;
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    return writes.stream().map(write -> find(connection, write)).toList();
  }

  private Found find(Connection connection, Write write) {
    if (new FusionSettings(connection.settings()).receivables()) {
      return new Found.Refused(
          "Notes hang on sales accounts, which the receivables profile does not know: set"
              + " customerProfile to crm.");
    }
    String nameless = NoteKeeping.nameless(write);
    if (nameless != null) {
      return new Found.Refused(nameless);
    }
    if (!NoteForms.of(write).equals(NoteForms.FIELDS)) {
      return CustomerFields.mapped(write)
          ? new Found.Refused("fields.…: only the form fields writes attributes of the customer")
          : new NoteKeeping(connection).find(write);
    }
    return mode == Delivery.Mode.APPEND
        ? new Found.Refused("the form fields keeps no log: use the object customer-note")
        : new CustomerFields(connection).find(write);
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    return writes.stream()
        .map(
            write ->
                NoteForms.of(write).equals(NoteForms.FIELDS)
                    ? new CustomerFields(connection).write(write)
                    : new NoteKeeping(connection).write(write))
        .toList();
  }
}
