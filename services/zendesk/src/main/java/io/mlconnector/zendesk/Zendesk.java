package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook;
import io.mlconnector.zendesk.api.UsersApi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Zendesk, by its Support API v2. */
@ApplicationScoped
public class Zendesk implements Adapter {

  private final List<Sink> sinks = List.of(new Organizations(), new Users(), new TeamMembers());

  @Override
  public String system() {
    return "zendesk";
  }

  @Override
  public String title() {
    return "Zendesk";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    return new ConnectionSpec(
        "The account's address, such as https://example.zendesk.com",
        Stream.of(
                ZendeskLimits.SETTINGS,
                Tickets.SETTINGS,
                TicketExtras.SETTINGS,
                UserStream.SETTINGS,
                CustomFields.SETTINGS,
                Events.SETTINGS)
            .flatMap(List::stream)
            .toList(),
        ZendeskAuth.MODES,
        "5m");
  }

  @Override
  public Limits limits(Settings settings) {
    return ZendeskLimits.of(settings);
  }

  @Override
  public List<SourceStream<?>> sources() {
    return List.of(new Tickets(), new UserStream(), new OrganizationStream());
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new Events());
  }

  @Override
  public List<Sink> sinks() {
    return sinks;
  }

  @Override
  public Check check(Connection connection) {
    JsonNode me = connection.client(UsersApi.class).me().path("user");
    if (me.path("id").isNull() || me.path("id").isMissingNode()) {
      // Zendesk greets strangers with 200 and an anonymous user.
      throw VendorFailure.unauthorized(
          200, "Zendesk takes us for an anonymous user: the credentials are missing or wrong");
    }
    String role = me.path("role").asText();
    List<Right> rights = new ArrayList<>();
    for (Sink sink : sinks) {
      rights.add(read(connection, sink));
      rights.add(write(role, sink));
    }
    rights.add(administrator(role, "read what changed", "exports changes"));
    rights.add(administrator(role, "register webhooks", "shows webhooks"));
    if (Triggers.wanted(connection.settings())) {
      rights.add(
          role.equals("admin")
              ? new Triggers(connection).right()
              : administrator(role, "register triggers", "lets triggers be made"));
    }
    return new Check(
        me.path("name").asText() + " <" + me.path("email").asText() + ">",
        rights,
        TokenEnd.of(connection));
  }

  private static Right read(Connection connection, Sink sink) {
    String what = "read " + sink.object();
    try {
      sink.describe(connection);
      return new Right(what, true, null);
    } catch (VendorFailure e) {
      if (e.status() != 403) {
        throw e;
      }
      return new Right(what, false, "Zendesk forbids it: give the token's scope the broad read.");
    }
  }

  private static Right administrator(String role, String what, String does) {
    return role.equals("admin")
        ? new Right(what, true, null)
        : new Right(
            what, false, "Zendesk %s to administrators only: sign in as one.".formatted(does));
  }

  private static Right write(String role, Sink sink) {
    String what = "write " + sink.object();
    return switch (role) {
      case "admin" -> new Right(what, true, null);
      case "agent" ->
          new Right(
              what,
              false,
              "Signed in as an agent, who may change notes only: use an administrator or a custom"
                  + " role that manages "
                  + sink.object()
                  + "s.");
      default -> new Right(what, false, "Signed in as " + role + ": use an administrator.");
    };
  }
}
