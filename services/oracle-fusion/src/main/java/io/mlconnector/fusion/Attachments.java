package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.fusion.api.AttachmentsApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text files attached to accounts and contacts; the marker stands in brackets at the end of the
 * title. Files, because no source names the attribute of an attachment that is only text.
 */
final class Attachments implements NoteForm {

  private static final int NOT_FOUND = 404;
  private static final int TITLE_LENGTH = 80;
  private static final Pattern MARKED = Pattern.compile("(.*?) ?\\[([^\\[\\]]*)]", Pattern.DOTALL);

  private final AttachmentsApi api;
  private final FusionSettings settings;
  private final String framework;

  Attachments(Connection connection) {
    this.api = connection.client(AttachmentsApi.class);
    this.settings = new FusionSettings(connection.settings());
    this.framework = String.valueOf(settings.framework());
  }

  @Override
  public String missing(Note wanted) {
    int most = TITLE_LENGTH - "[]".length();
    return wanted.marker().length() <= most
        ? null
        : "marker: an attachment's title has room for %d characters, this one has %d"
            .formatted(most, wanted.marker().length());
  }

  @Override
  public Note fitted(Note wanted) {
    if (wanted.title() == null) {
      return wanted;
    }
    int room = TITLE_LENGTH - wanted.marker().length() - " []".length();
    String title = wanted.title().replaceAll("\\s+", " ").strip();
    return wanted.saying(room < 2 ? null : Cut.to(room, title), wanted.text());
  }

  @Override
  public Optional<Note> get(Note known) {
    try {
      JsonNode item =
          api.get(settings.version(), known.owner(), known.customer(), known.id(), framework);
      return Optional.of(shown(known, item));
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
                "AttachedDocumentId:desc",
                "self",
                settings.pageSize(),
                offset),
        item ->
            wanted.marker().equals(marker(item))
                ? Optional.of(shown(wanted, item))
                : Optional.empty(),
        "attachments of %s %s".formatted(wanted.owner(), wanted.customer()));
  }

  @Override
  public Note create(Note note) {
    ObjectNode body = body(note);
    body.put("DatatypeCode", "FILE");
    body.put(
        "CategoryName", note.type() == null ? settings.text("attachmentCategory") : note.type());
    JsonNode made = api.create(settings.version(), note.owner(), note.customer(), framework, body);
    return note.withId(id(made));
  }

  @Override
  public Note update(Note note) {
    ObjectNode body = body(note);
    if (note.type() != null) {
      body.put("CategoryName", note.type());
    }
    api.update(settings.version(), note.owner(), note.customer(), note.id(), framework, body);
    return note;
  }

  private static ObjectNode body(Note note) {
    byte[] file = note.text().getBytes(StandardCharsets.UTF_8);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String marker = note.marker() == null ? "" : "[" + note.marker() + "]";
    body.put("Title", note.title() == null ? marker : (note.title() + " " + marker).strip());
    body.put("UploadedFileName", "support.txt");
    body.put("UploadedFileContentType", "text/plain");
    body.put("UploadedFileLength", file.length);
    body.put("FileContents", Base64.getEncoder().encodeToString(file));
    return body;
  }

  private static String marker(JsonNode item) {
    String title = new FusionRow(item).text("Title");
    Matcher marked = MARKED.matcher(title == null ? "" : title);
    return marked.matches() ? marked.group(2) : null;
  }

  private Note shown(Note asked, JsonNode item) {
    FusionRow row = new FusionRow(item);
    String title = row.text("Title");
    Matcher marked = MARKED.matcher(title == null ? "" : title);
    boolean ours = marked.matches();
    String rest = ours ? marked.group(1) : title;
    String id = asked.id() == null ? id(item) : asked.id();
    byte[] file = api.file(settings.version(), asked.owner(), asked.customer(), id, framework);
    return asked.shown(
        id,
        rest == null || rest.isEmpty() ? null : rest,
        file == null ? "" : new String(file, StandardCharsets.UTF_8),
        ours ? marked.group(2) : null,
        row.text("CategoryName"));
  }

  /** The key, which only the self link tells; of the link nothing else is taken. */
  private static String id(JsonNode item) {
    JsonNode links = item.has("@context") ? item.at("/@context/links") : item.path("links");
    for (JsonNode link : links) {
      if (link.path("rel").asText().equals("self")) {
        String href = link.path("href").asText();
        return URLDecoder.decode(
            href.substring(href.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
      }
    }
    throw VendorFailure.rejected(200, "an attachment came without its self link, which is its key");
  }
}
