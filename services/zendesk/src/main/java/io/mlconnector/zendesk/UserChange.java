package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.Gap;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes users. E-mail, phone and organization are added one by one; everything else goes in one
 * call, or in one job for several users.
 */
final class UserChange {

  private static final int FEW = 2;

  Map<String, WriteResult> update(Connection connection, List<Write> writes) {
    Map<String, WriteResult> results = new HashMap<>();
    List<Write> plain = new ArrayList<>();
    for (Write write : writes) {
      try {
        if (write.shared()) {
          results.put(write.delivery(), join(connection, write));
          continue;
        }
        Write rest = addParts(connection, write);
        boolean joins = write.text("organization_id") != null;
        boolean further = UserDetails.isFurther(write);
        VendorFailure refusal =
            joins ? refusedMembership(connection.client(UsersApi.class), write) : null;
        if (joins && (refusal == null || further)) {
          rest = without(rest, "organization_id");
        }
        if (refusal != null && further) {
          results.put(write.delivery(), withoutOrganization(connection, write, rest, refusal));
        } else if (rest.fields().isEmpty()) {
          results.put(write.delivery(), new WriteResult.Updated(write.key(), write.fields()));
        } else {
          plain.add(rest);
        }
      } catch (VendorFailure e) {
        results.put(write.delivery(), Organizations.refusedOrThrow(e));
      }
    }
    results.putAll(updatePlain(connection, plain));
    return results;
  }

  private static Map<String, WriteResult> updatePlain(Connection connection, List<Write> writes) {
    Map<String, WriteResult> results = new HashMap<>();
    if (writes.size() > FEW) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ArrayNode users = body.putArray("users");
      writes.forEach(
          write -> users.add(Users.body(write.fields()).put("id", Long.valueOf(write.key()))));
      String job = JobReport.started(connection.client(UsersApi.class).updateMany(body));
      writes.forEach(
          write -> results.put(write.delivery(), JobReport.firstLook(job, writes.size())));
    } else {
      writes.forEach(write -> results.put(write.delivery(), put(connection, write)));
    }
    return results;
  }

  /** An item that the job did not change is tried alone, which tells why. */
  WriteResult byJob(Connection connection, Write write, JobReport report) {
    return report.updated().contains(write.key())
        ? new WriteResult.Updated(write.key(), write.fields())
        : update(connection, List.of(write)).get(write.delivery());
  }

  private static WriteResult put(Connection connection, Write write) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("user", Users.body(write.fields()));
    try {
      JsonNode stored = connection.client(UsersApi.class).update(write.key(), body).path("user");
      return new WriteResult.Updated(write.key(), Users.FIELDS.flatten(stored));
    } catch (VendorFailure e) {
      return Organizations.refusedOrThrow(e);
    }
  }

  /** Adds what must not be set; gives the write without it. */
  private static Write addParts(Connection connection, Write write) {
    UsersApi api = connection.client(UsersApi.class);
    Map<String, JsonNode> rest = new LinkedHashMap<>(write.fields());
    if (write.text("email") != null) {
      rest.remove("email");
      addEmail(api, write);
    }
    if (write.text("phone") != null
        && write.current().containsKey("phone")
        && !write.current().get("phone").asText("").isBlank()) {
      rest.remove("phone");
      addIdentity(api, write.key(), "phone_number", write.text("phone"), false);
    }
    return with(write, rest);
  }

  private static Write without(Write write, String field) {
    Map<String, JsonNode> rest = new LinkedHashMap<>(write.fields());
    rest.remove(field);
    return with(write, rest);
  }

  private static Write with(Write write, Map<String, JsonNode> fields) {
    return new Write(
        write.delivery(),
        write.ref(),
        write.key(),
        fields,
        write.current(),
        write.match(),
        write.policies(),
        write.shared());
  }

  /** All but the organization of a further account, which the plan does not allow. */
  private static WriteResult withoutOrganization(
      Connection connection, Write write, Write rest, VendorFailure refusal) {
    List<Gap> gaps =
        List.of(gap("it stays that of the person's default account, or the first", refusal));
    if (write.fields().size() == 1) {
      return new WriteResult.Unchanged(write.key(), gaps);
    }
    if (!rest.fields().isEmpty()) {
      return lacking(gaps, put(connection, rest));
    }
    Map<String, JsonNode> stored = new HashMap<>(write.fields());
    stored.put("organization_id", write.current().get("organization_id"));
    return lacking(gaps, new WriteResult.Updated(write.key(), stored));
  }

  private static WriteResult lacking(List<Gap> gaps, WriteResult result) {
    return result instanceof WriteResult.Updated ? WriteResult.Noted.without(gaps, result) : result;
  }

  private static Gap gap(String what, VendorFailure refusal) {
    return new Gap(
        "organization_id",
        "Zendesk allows the user no further organization; %s: %s"
            .formatted(what, refusal.getMessage()));
  }

  private static void addEmail(UsersApi api, Write write) {
    String email = write.text("email");
    boolean primary = "primary".equals(write.policies().get(Users.EMAIL_CHANGE));
    for (JsonNode identity : api.identities(write.key()).path("identities")) {
      if (identity.path("value").asText().equalsIgnoreCase(email)) {
        if (primary) {
          api.makePrimary(write.key(), identity.path("id").asText());
        }
        return;
      }
    }
    addIdentity(api, write.key(), "email", email, primary);
  }

  private static void addIdentity(
      UsersApi api, String user, String type, String value, boolean primary) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("identity")
        .put("type", type)
        .put("value", value)
        .put("verified", true)
        .put("primary", primary);
    api.addIdentity(user, body);
  }

  /**
   * A user of another record gets a membership and nothing else. Where the plan allows one only, it
   * stays that of the contact the user belongs to; that of the same person's default account takes
   * the place of a further one.
   */
  private static WriteResult join(Connection connection, Write write) {
    VendorFailure refusal = refusedMembership(connection.client(UsersApi.class), write);
    if (refusal == null) {
      return new WriteResult.Updated(write.key(), write.fields());
    }
    if (UserDetails.isDefault(write)) {
      String former = write.current().get("organization_id").asText();
      String what = "that of the default account took the place of %s".formatted(former);
      return lacking(List.of(gap(what, refusal)), put(connection, write));
    }
    return new WriteResult.Unchanged(
        write.key(), List.of(gap("it stays that of the contact it belongs to", refusal)));
  }

  /**
   * Adds a membership beside the others; the refusal where the plan allows one only, so that the
   * organization has to be set on the user; else null.
   */
  private static VendorFailure refusedMembership(UsersApi api, Write write) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("organization_membership")
        .put("user_id", Long.valueOf(write.key()))
        .put("organization_id", Long.valueOf(write.text("organization_id")));
    try {
      api.addMembership(body);
      return null;
    } catch (VendorFailure e) {
      if (e.status() != 422) {
        throw e;
      }
      return Taken.isTaken(e, "organization_id") || Taken.isTaken(e, "user_id") ? null : e;
    }
  }
}
