package io.mlconnector.sandbox.dynamics;

import io.mlconnector.sandbox.Reply;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the answers of a batch as parts of a multipart body. */
final class BatchText {

  private BatchText() {}

  static String mixed(String boundary, List<String> parts) {
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append("--").append(boundary).append("\r\n").append(part));
    return all.append("--").append(boundary).append("--\r\n").toString();
  }

  /** An answer as {@code application/http}; {@code contentId} is that of the request, or null. */
  static String part(Reply reply, String contentId) {
    StringBuilder part = new StringBuilder();
    part.append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if (contentId != null) {
      part.append("Content-ID: ").append(contentId).append("\r\n");
    }
    String reason = HttpResponseStatus.valueOf(reply.status()).reasonPhrase();
    part.append("\r\nHTTP/1.1 ").append(reply.status()).append(' ').append(reason).append("\r\n");
    reply.headers().forEach((name, value) -> part.append(name + ": " + value + "\r\n"));
    return part.append("\r\n")
        .append(reply.body().toString(StandardCharsets.UTF_8))
        .append("\r\n")
        .toString();
  }
}
