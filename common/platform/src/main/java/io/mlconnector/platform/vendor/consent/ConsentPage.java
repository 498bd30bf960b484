package io.mlconnector.platform.vendor.consent;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A page with one sentence; nothing in it can run or be kept. */
final class ConsentPage {

  private ConsentPage() {}

  static Response of(int status, String sentence) {
    return guarded(Response.status(status)).entity(html(sentence)).build();
  }

  static String html(String sentence) {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>ml-connector</title></head>
    <body><p>%s</p></body></html>
    """
        .formatted(escaped(sentence));
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
