package io.mlconnector.peoplesoft;

import io.mlconnector.spi.CappedStream;
import io.mlconnector.spi.Webhook.Call;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * A message's XML, unpacked while it is read where the node's connector compressed it: unless it is
 * told {@code sendUncompressed}, a body may come compressed, and in base64 on top of that. How it
 * came is seen by its first bytes, since no header is documented to say so. Never more is unpacked
 * than a plain message may have.
 */
final class Body {

  /** As large as a message that is not compressed may be: {@code mlconnector.webhooks.max-body}. */
  static final long LARGEST = 8L << 20;

  private static final int GZIP = 0x1F;
  private static final int ZLIB = 0x78;
  private static final int LOOK = 16;

  private Body() {}

  static InputStream of(Call call) throws IOException {
    InputStream packed = new ByteArrayInputStream(call.body());
    if (isBase64(call.body())) {
      packed = Base64.getMimeDecoder().wrap(packed);
    }
    PushbackInputStream ahead = new PushbackInputStream(new BufferedInputStream(packed), 1);
    int first = ahead.read();
    if (first < 0) {
      return ahead;
    }
    ahead.unread(first);
    return switch (first) {
      case GZIP -> new CappedStream(new GZIPInputStream(ahead), LARGEST);
      case ZLIB -> new CappedStream(new InflaterInputStream(ahead), LARGEST);
      default -> ahead;
    };
  }

  /** XML has other characters at once: a bracket, or the mark of its encoding. */
  private static boolean isBase64(byte[] body) {
    if (body.length < LOOK) {
      return false;
    }
    for (int i = 0; i < LOOK; i++) {
      int c = body[i];
      boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (!letter && c != '+' && c != '/') {
        return false;
      }
    }
    return true;
  }
}
