package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.fusion.api.NotesApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads and writes notes of accounts and contacts. */
final class Notebook {

  private static final int NOT_FOUND = 404;

  /** So many notes of one customer are looked through before a new one is made. */
  private static final int MOST_PAGES = 20;

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

  /** The note of that target key; empty where it is not there any more. */
  Optional<Note> get(Note wanted) {
    try {
      return Optional.of(
          shown(
              wanted,
              api.get(
                  settings.version(), wanted.owner(), wanted.customer(), wanted.id(), framework)));
    } catch (VendorFailure e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The customer's note with the marker, looked for among all, newest first.
   *
   * @throws VendorFailure of kind REJECTED, status 404, where there is no such customer
   */
  Optional<Note> find(Note wanted) {
    int offset = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      FusionPage notes =
          api.list(
              settings.version(),
              wanted.owner(),
              wanted.customer(),
              framework,
              "NoteId:desc",
              true,
              settings.pageSize(),
              offset);
      for (JsonNode item : notes.items()) {
        Note note = shown(wanted, item);
        if (wanted.marker().equals(note.marker())) {
          return Optional.of(note);
        }
      }
      if (!notes.more()) {
        return Optional.empty();
      }
      offset += notes.size();
    }
    throw VendorFailure.rejected(
        200,
        "%s %s has more than %d notes, too many to look whether ours is there already"
            .formatted(wanted.owner(), wanted.customer(), offset));
  }

  Note create(Note note) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("NoteTxt", encoded(note.whole()));
    body.put("NoteTypeCode", note.type() == null ? settings.text("noteType") : note.type());
    return shown(
        note, api.create(settings.version(), note.owner(), note.customer(), framework, body));
  }

  Note update(Note note) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("NoteTxt", encoded(note.whole()));
    if (note.type() != null) {
      body.put("NoteTypeCode", note.type());
    }
    return shown(
        note,
        api.update(settings.version(), note.owner(), note.customer(), note.id(), framework, body));
  }

  private Note shown(Note asked, JsonNode item) {
    FusionRow row = new FusionRow(item);
    return asked.shown(row.text("NoteId"), decoded(row.text("NoteTxt")), row.text("NoteTypeCode"));
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
