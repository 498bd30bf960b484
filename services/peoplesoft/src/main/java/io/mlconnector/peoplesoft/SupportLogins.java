package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a person's support login is active, recorded on the person in PeopleSoft; off unless the
 * setting {@code supportLogins} says how. Persons are only found, never made.
 */
final class SupportLogins implements Sink {

  static final String OBJECT = "support_login";

  private static final String EMPLID = "emplid";
  private static final String STATUS = "status";
  private static final String ACTIVE = "active";
  private static final String INACTIVE = "inactive";
  private static final int LONGEST = 11;

  @Override
  public String object() {
    return OBJECT;
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of(EMPLID);
  }

  /** One person per call: a component interface is one person's page. */
  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    boolean writable = !new SupportLogin(connection).off();
    return List.of(
        new FieldSchema(EMPLID, Type.REFERENCE, writable, true, LONGEST, List.of(), false),
        new FieldSchema(
            STATUS, Type.CHOICE, writable, true, null, List.of(ACTIVE, INACTIVE), false));
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    SupportLogin logins = new SupportLogin(connection);
    return writes.stream().map(write -> find(logins, write)).toList();
  }

  private static Found find(SupportLogin logins, Write write) {
    if (logins.off()) {
      return new Found.Refused(
          "Nothing is written to PeopleSoft: the setting supportLogins is none");
    }
    String emplid = write.key() == null ? write.text(EMPLID) : write.key();
    if (emplid == null || !emplid.matches("[A-Za-z0-9_-]{1," + LONGEST + "}")) {
      return new Found.Refused("emplid: has to be a person's EMPLID");
    }
    try {
      String status = logins.status(emplid);
      return new Found.Present(
          emplid, Map.of(EMPLID, TextNode.valueOf(emplid), STATUS, word(status)));
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      return new Found.Refused(failure.getMessage());
    }
  }

  /** Of whom nothing was recorded, nobody took the login away. */
  private static JsonNode word(String code) {
    return switch (code) {
      case "A", "" -> TextNode.valueOf(ACTIVE);
      case "I" -> TextNode.valueOf(INACTIVE);
      default -> NullNode.getInstance();
    };
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    SupportLogin logins = new SupportLogin(connection);
    return writes.stream().map(write -> write(logins, write)).toList();
  }

  private static WriteResult write(SupportLogin logins, Write write) {
    String emplid = write.key() == null ? write.text(EMPLID) : write.key();
    String status = write.resulting(STATUS);
    if (!ACTIVE.equals(status) && !INACTIVE.equals(status)) {
      return new WriteResult.Rejected("status: has to be active or inactive");
    }
    try {
      logins.record(emplid, status.equals(ACTIVE) ? "A" : "I");
      return new WriteResult.Updated(
          emplid, Map.of(EMPLID, TextNode.valueOf(emplid), STATUS, TextNode.valueOf(status)));
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      return new WriteResult.Rejected(failure.getMessage());
    }
  }
}
