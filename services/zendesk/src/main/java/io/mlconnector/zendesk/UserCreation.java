package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes users, in bulk where the account allows it, and never sends them a verification mail. */
final class UserCreation {

  private static final int FEW = 2;
  private static final int FORBIDDEN = 403;

  private final EmailOwner owner;

  UserCreation(EmailOwner.Adoption adoption) {
    this.owner = new EmailOwner(adoption);
  }

  Map<String, WriteResult> create(Connection connection, List<Write> writes) {
    Map<String, WriteResult> results = new HashMap<>();
    String job = writes.size() > FEW ? startJob(connection, eachAddressOnce(writes)) : null;
    for (Write write : writes) {
      results.put(
          write.delivery(),
          job == null ? createOne(connection, write) : JobReport.firstLook(job, writes.size()));
    }
    return results;
  }

  /** Persons who share an address are one user: a job makes the first, the others join. */
  private static Collection<Write> eachAddressOnce(List<Write> writes) {
    Map<String, Write> once = new LinkedHashMap<>();
    for (Write write : writes) {
      String email = write.text("email");
      once.putIfAbsent(email == null ? write.delivery() : email.toLowerCase(Locale.ROOT), write);
    }
    return once.values();
  }

  /** Starts a job; null where the account may not import in bulk. */
  private static String startJob(Connection connection, Collection<Write> writes) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode users = body.putArray("users");
    writes.forEach(write -> users.add(user(write)));
    try {
      return JobReport.started(connection.client(UsersApi.class).createMany(body));
    } catch (VendorFailure e) {
      if (e.status() == FORBIDDEN) {
        return null;
      }
      throw e;
    }
  }

  WriteResult createOne(Connection connection, Write write) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("user", user(write));
    try {
      return created(connection.client(UsersApi.class).create(body).path("user"));
    } catch (VendorFailure e) {
      if (Taken.isTaken(e, "external_id")) {
        // Another account of the same person was first; no index lags here.
        JsonNode same = Users.lookup(connection.client(UsersApi.class), List.of(write)).of(write);
        if (same != null && !Users.isStaff(same)) {
          return met(write, same);
        }
      }
      return Taken.isTaken(e, "email")
          ? owner.decide(connection, write)
          : Organizations.refusedOrThrow(e);
    }
  }

  private static WriteResult met(Write write, JsonNode user) {
    return new WriteResult.Changed(user.path("id").asText(), UserDetails.seen(write, user));
  }

  /** A user whose e-mail's owner was not to be found at first. */
  WriteResult searchedFor(Connection connection, String job, Write write) {
    WriteResult found = owner.lookAgain(connection, job, write);
    return found == null ? createOne(connection, write) : found;
  }

  /**
   * An item that the job did not make has an address that somebody of the same job has, or is tried
   * alone, which tells why. A user in another organization was made of another account of the same
   * person.
   */
  WriteResult byJob(Connection connection, Write write, Lookup made) {
    JsonNode stored = made.of(write);
    if (stored == null) {
      JsonNode other = made.withEmail(write.text("email"));
      return other == null ? createOne(connection, write) : owner.decide(connection, write, other);
    }
    String wanted = write.text("organization_id");
    return wanted == null || wanted.equals(stored.path("organization_id").asText())
        ? created(stored)
        : met(write, stored);
  }

  private static ObjectNode user(Write write) {
    return Users.body(write.fields()).put("role", "end-user").put("skip_verify_email", true);
  }

  private static WriteResult created(JsonNode user) {
    return new WriteResult.Created(user.path("id").asText(), Users.FIELDS.flatten(user));
  }
}
