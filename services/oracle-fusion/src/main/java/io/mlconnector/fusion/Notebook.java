package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.fusion.api.NotesApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.marker.MarkedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Notes of accounts and contacts; the marker stands in brackets in the last line of the text. */
final class Notebook implements NoteForm {

  private static final int NOT_FOUND = 404;

  private final NotesApi api;
  private final FusionSettings settings;
  private final String framework;

  Notebook(Connection connection) {
    this.api = connection.client(NotesApi.class);
    this.settings = new FusionSettings(connection.settings());
    this.framework = String.valueOf(settings.framework());
  }

  /** Finds out whether notes can be read, by one call. */
  void look(String owner, String customer) {
    api.list(settings.version(), owner, customer, framework, null, true, 1, 0);
  }

  @Override
  public String missing(Note wanted) {
    return wanted.title() == null ? null : "title: a note has none; leave it out";
  }

  @Override
  public Note fitted(Note wanted) {
    return wanted.plain();
  }

  @Override
  public Optional<Note> get(Note known) {
    try {
      return Optional.of(
          shown(
              known,
              api.get(settings.version(), known.owner(), known.customer(), known.id(), framework)));
    } catch (VendorFailure e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<Note> find(Note wanted) {
    return Newest.of(
        offset ->
            api.list(
                settings.version(),
                wanted.owner(),
                wanted.customer(),
                framework,
                "NoteId:desc",
                true,
                settings.pageSize(),
                offset),
        item ->
            Optional.of(shown(wanted, item)).filter(note -> wanted.marker().equals(note.marker())),
        "notes of %s %s".formatted(wanted.owner(), wanted.customer()));
  }

  @Override
  public Note create(Note note) {
    ObjectNode body = body(note, note.type() == null ? settings.text("noteType") : note.type());
    return shown(
        note, api.create(settings.version(), note.owner(), note.customer(), framework, body));
  }

  @Override
  public Note update(Note note) {
    return shown(
        note,
        api.update(
            settings.version(),
            note.owner(),
            note.customer(),
            note.id(),
            framework,
            body(note, note.type())));
  }

  private ObjectNode body(Note note, String type) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("NoteTxt", encoded(new MarkedText(note.text(), note.marker()).toString()));
    if (type != null) {
      body.put("NoteTypeCode", type);
    }
    return body;
  }

  private Note shown(Note asked, JsonNode item) {
    FusionRow row = new FusionRow(item);
    MarkedText text = MarkedText.of(decoded(row.text("NoteTxt")));
    return asked.shown(
        row.text("NoteId"), null, text.text(), text.marker(), row.text("NoteTypeCode"));
  }

  private String encoded(String text) {
    return settings.base64Notes()
        ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        : text;
  }

  /** A note that somebody else wrote in another form is shown as it comes. */
  private String decoded(String text) {
    if (text == null || !settings.base64Notes()) {
      return text;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
