package io.mlconnector.platform.vendor.consent;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;

/** A page with one sentence and the way back to the console; nothing in it can run or be kept. */
final class ConsentPage {

  private final Optional<URI> console;

  /**
   * @param console empty where nobody said where it is, and then there is no link
   */
  ConsentPage(Optional<URI> console) {
    this.console = console;
  }

  Response of(int status, String sentence) {
    return of(status, sentence, null);
  }

  /**
   * A page about a connection.
   *
   * @param connection null where none is known
   */
  Response of(int status, String sentence, String connection) {
    return guarded(Response.status(status)).entity(html(sentence, connection, "")).build();
  }

  /**
   * A page that asks again by itself, as the browser came, until there is something else to say.
   */
  Response soon(int status, String sentence, String connection) {
    String again = "<meta http-equiv=\"refresh\" content=\"2\">";
    return guarded(Response.status(status)).entity(html(sentence, connection, again)).build();
  }

  String html(String sentence, String connection) {
    return html(sentence, connection, "");
  }

  private String html(String sentence, String connection, String head) {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>ml-connector</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">%s</head>
    <body><p>%s</p>%s</body></html>
    """
        .formatted(head, escaped(sentence), console.map(each -> link(each, connection)).orElse(""));
  }

  private static String link(URI console, String connection) {
    UriBuilder there = UriBuilder.fromUri(console).path("connections");
    URI page = connection == null ? there.build() : there.path("{id}").build(connection);
    return "<p><a href=\"" + escaped(page.toString()) + "\">Back to the console</a></p>";
  }

  static Response.ResponseBuilder guarded(Response.ResponseBuilder response) {
    return response
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
