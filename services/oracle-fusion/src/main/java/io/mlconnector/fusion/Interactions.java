package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.fusion.api.InteractionsApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.marker.MarkedText;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Interactions with accounts and contacts; the marker stands in brackets in the last line of the
 * description. Which attributes a pod demands is not documented for all: the setting {@code
 * interactionAttributes} gives them.
 */
final class Interactions implements NoteForm {

  private static final int NOT_FOUND = 404;
  private static final int DESCRIPTION_LENGTH = 1000;
  private static final Resource INTERACTIONS =
      new Resource("crmRestApi", "interactions", "InteractionId");

  private final Connection connection;
  private final InteractionsApi api;
  private final FusionSettings settings;
  private final String framework;

  Interactions(Connection connection) {
    this.connection = connection;
    this.api = connection.client(InteractionsApi.class);
    this.settings = new FusionSettings(connection.settings());
    this.framework = String.valueOf(settings.framework());
  }

  @Override
  public String missing(Note wanted) {
    if (wanted.title() != null) {
      return "title: an interaction has none; leave it out";
    }
    return wanted.marker().length() < DESCRIPTION_LENGTH / 2
        ? null
        : "marker: too long for an interaction of %d characters".formatted(DESCRIPTION_LENGTH);
  }

  @Override
  public Note fitted(Note wanted) {
    int room = DESCRIPTION_LENGTH - wanted.marker().length() - "\n\n[]".length();
    return wanted.saying(null, Cut.to(room, wanted.plain().text()));
  }

  @Override
  public Optional<Note> get(Note known) {
    try {
      return Optional.of(shown(known, api.get(settings.version(), known.id(), framework)));
    } catch (VendorFailure e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<Note> find(Note wanted) {
    String q =
        QueryDialect.of(settings).oneOf(attribute(wanted), List.of(party(wanted).toString()));
    return Newest.of(
        offset ->
            INTERACTIONS.list(
                connection, q, INTERACTIONS.key() + ":desc", settings.pageSize(), offset),
        item ->
            Optional.of(shown(wanted, item)).filter(note -> wanted.marker().equals(note.marker())),
        "interactions of %s %s".formatted(wanted.owner(), wanted.customer()));
  }

  @Override
  public Note create(Note note) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    settings.interactionAttributes().forEach((name, value) -> body.set(name, node(value)));
    body.put(attribute(note), party(note));
    body.put("Description", whole(note));
    if (note.type() != null) {
      body.put("ChannelTypeCd", note.type());
    }
    try {
      return note.withId(shown(note, api.create(settings.version(), framework, body)).id());
    } catch (VendorFailure e) {
      throw e.kind() == VendorFailure.Kind.REJECTED
          ? VendorFailure.rejected(
              e.status(),
              e.getMessage()
                  + "; what this pod demands of an interaction belongs into the setting"
                  + " interactionAttributes")
          : e;
    }
  }

  @Override
  public Note update(Note note) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("Description", whole(note));
    if (note.type() != null) {
      body.put("ChannelTypeCd", note.type());
    }
    api.update(settings.version(), note.id(), framework, body);
    return note;
  }

  private static String whole(Note note) {
    return new MarkedText(note.text(), note.marker()).toString();
  }

  private static JsonNode node(String value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value.matches("-?\\d{1,18}")) {
      return json.numberNode(new BigInteger(value));
    }
    boolean flag = value.equals("true") || value.equals("false");
    return flag ? json.booleanNode(Boolean.parseBoolean(value)) : json.textNode(value);
  }

  private static String attribute(Note note) {
    return note.owner().equals("contacts") ? "ContactPartyId" : "AccountPartyId";
  }

  /** An interaction names the party's id, of which a customer's key knows nothing. */
  private BigInteger party(Note note) {
    return new Resource("crmRestApi", note.owner(), AccountsProfile.KEY)
        .byValues(connection, AccountsProfile.KEY, List.of(note.customer())).stream()
            .map(row -> new BigInteger(new FusionRow(row).required("PartyId")))
            .findFirst()
            .orElseThrow(() -> VendorFailure.rejected(NOT_FOUND, "there is no such party"));
  }

  private static Note shown(Note asked, JsonNode item) {
    FusionRow row = new FusionRow(item);
    MarkedText text = MarkedText.of(row.text("Description"));
    return asked.shown(
        row.required("InteractionId"), null, text.text(), text.marker(), row.text("ChannelTypeCd"));
  }
}
