package io.mlconnector.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.connection.Draft;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.owner.ConnectionOwner;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.vendor.VendorConnections;
import io.mlconnector.platform.vendor.signin.SignInState;
import io.mlconnector.platform.vendor.signin.SignInTable;
import io.mlconnector.platform.vendor.signin.TrialMemory;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces credentials once somebody has signed in with the new ones: the connection's work rests,
 * a ping is made with them, and only where it goes well they take the place of the old ones,
 * together with the token that it got. Otherwise the old ones go on.
 */
@ApplicationScoped
public class Rotations {

  private final Connections connections;
  private final ConnectionStates states;
  private final ConnectionOwner owner;
  private final VendorConnections vendor;
  private final SignInTable signIns;
  private final Transactions transactions;
  private final Pings pings;

  Rotations(
      Connections connections,
      ConnectionStates states,
      ConnectionOwner owner,
      VendorConnections vendor,
      SignInTable signIns,
      Transactions transactions,
      Pings pings) {
    this.connections = connections;
    this.states = states;
    this.owner = owner;
    this.vendor = vendor;
    this.signIns = signIns;
    this.transactions = transactions;
    this.pings = pings;
  }

  /**
   * What became of it.
   *
   * @param ping with the new credentials; null where the connection is not at work
   * @param note why there was no ping; null where there was one
   */
  public record Rotated(long version, PingResult ping, String note) {}

  /**
   * Replaces them after a ping, at the owner.
   *
   * @throws Problem 422 where the ping fails; nothing is changed then
   */
  Rotated rotate(StoredConnection before, Draft draft) {
    return owner.resting(before.id(), lease -> tried(before, draft, lease));
  }

  /** Replaces them unasked, because the connection is not at work. */
  Rotated replace(StoredConnection before, Draft draft, String why) {
    StoredConnection after = connections.replace(draft, before, sql -> {});
    owner.changed(before.id());
    return new Rotated(after.version(), null, "They are stored and were not tried: " + why);
  }

  private Rotated tried(StoredConnection before, Draft draft, Lease lease) {
    TrialMemory memory = signIns.trial(before.id());
    PingResult ping = ping(before, draft, lease, memory);
    if (!ping.ok() && !lacksOnlyWhatItLacked(before.id(), ping)) {
      memory.mustStay().ifPresent(state -> keep(lease, before.id(), state));
      String field = draft.secrets().keySet().stream().sorted().findFirst().orElse("mode");
      throw Problem.invalid(
          "Nothing was changed, the old credentials stay: the ping with the new ones failed. "
              + ping.cause(),
          List.of(new FieldError(Credentials.path(field), ping.cause())));
    }
    Optional<SignInState> learned = memory.learned();
    StoredConnection after =
        connections.replace(
            draft,
            before,
            sql -> {
              lease.guard(sql);
              if (learned.isPresent()) {
                signIns.put(sql, before.id(), learned.get());
              }
            });
    pings.keep(before.id(), ping);
    return new Rotated(after.version(), ping, null);
  }

  private void keep(Lease lease, String connection, SignInState state) {
    transactions.run(
        sql -> {
          lease.guard(sql);
          signIns.put(sql, connection, state);
        });
  }

  private PingResult ping(StoredConnection before, Draft draft, Lease lease, TrialMemory memory) {
    Connection trial =
        vendor.attempt(draft.document(), connections.credentials(draft, before), lease, memory);
    try {
      return pings.look(new Owned(lease, draft.document(), trial, null));
    } finally {
      if (trial instanceof AutoCloseable open) {
        close(open);
      }
    }
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException("The try did not close", e);
    }
  }

  /** A right that was missing before is no reason to keep a password that is about to end. */
  private boolean lacksOnlyWhatItLacked(String connection, PingResult ping) {
    if (ping.identity() == null) {
      return false;
    }
    Set<String> lacked = new HashSet<>();
    JsonNode last = states.of(connection).ping();
    if (last != null) {
      for (JsonNode right : last.path("rights")) {
        if (!right.path("granted").asBoolean()) {
          lacked.add(right.path("what").asText());
        }
      }
    }
    List<String> lacks = new ArrayList<>();
    ping.rights().stream().filter(right -> !right.granted()).map(Right::what).forEach(lacks::add);
    return lacked.containsAll(lacks);
  }

  /** Fields below {@code auth:} with their new values; null or empty ones are left out. */
  static Map<String, String> given(Map<String, String> fields) {
    Map<String, String> given = new java.util.TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null && !value.isBlank()) {
            given.put(name, value);
          }
        });
    return given;
  }
}
