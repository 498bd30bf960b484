package io.mlconnector.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Small documents that become huge, or never end, in a parser that trusts them. */
public final class Bombs {

  private static final int CHUNK = 64 << 10;

  private Bombs() {}

  /** JSON that no reader of ours may take in, by what is wrong with it. */
  public static Map<String, byte[]> json() {
    Map<String, byte[]> bombs = new LinkedHashMap<>();
    bombs.put("deep arrays", utf8("[".repeat(100_000)));
    bombs.put("deep arrays that end", utf8("[".repeat(5_000) + "]".repeat(5_000)));
    bombs.put("deep objects", utf8("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)));
    bombs.put("a long number", utf8("{\"amount\":" + "9".repeat(100_000) + "}"));
    bombs.put("a huge exponent", utf8("{\"amount\":1e999999999}"));
    bombs.put("a huge negative exponent", utf8("{\"amount\":1e-999999999}"));
    bombs.put("an exponent that overflows", utf8("{\"amount\":1e99999999999999999999}"));
    bombs.put("a name twice", utf8("{\"amount\":1,\"amount\":2}"));
    bombs.put("a long name", utf8("{\"" + "n".repeat(100_000) + "\":1}"));
    bombs.put("half a document", utf8("{\"amount\":1"));
    bombs.put("no UTF-8", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'});
    return bombs;
  }

  /** XML that reads files or grows without end. */
  public static Map<String, byte[]> xml() {
    Map<String, byte[]> bombs = new LinkedHashMap<>();
    bombs.put("billion laughs", utf8(laughs()));
    bombs.put(
        "a quadratic one",
        utf8(
            "<!DOCTYPE r [<!ENTITY a \""
                + "x".repeat(50_000)
                + "\">]><r>"
                + "&a;".repeat(50_000)
                + "</r>"));
    bombs.put(
        "a file", utf8("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><r>&x;</r>"));
    bombs.put(
        "an address", utf8("<!DOCTYPE r [<!ENTITY x SYSTEM \"http://127.0.0.1:1/\">]><r>&x;</r>"));
    bombs.put(
        "a parameter entity",
        utf8("<!DOCTYPE r [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x.dtd\"> %x;]><r>1</r>"));
    bombs.put(
        "a document type", utf8("<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><r>&y;</r>"));
    bombs.put("deep elements", utf8("<a>".repeat(20_000) + "</a>".repeat(20_000)));
    bombs.put("half a document", utf8("<r><a>1</a>"));
    return bombs;
  }

  private static String laughs() {
    StringBuilder text = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    return text.append("]><r>&l9;</r>").toString();
  }

  /** YAML that grows without end, makes objects, or is read two ways. */
  public static Map<String, String> yaml() {
    Map<String, String> bombs = new LinkedHashMap<>();
    bombs.put("many aliases", aliases(9, 10));
    bombs.put("few aliases", aliases(5, 10));
    bombs.put("a circle", "a: &a\n  b: *a\n");
    bombs.put(
        "an object",
        "a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]\n");
    bombs.put("deep lists", "a: " + "[".repeat(2_000) + "]".repeat(2_000) + "\n");
    bombs.put("a field twice", "a: 1\na: 2\n");
    return bombs;
  }

  private static String aliases(int wide, int deep) {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= deep; i++) {
      String each = String.join(", ", Collections.nCopies(wide, "*a" + (i - 1)));
      text.append("a%d: &a%d [%s]\n".formatted(i, i, each));
    }
    return text.toString();
  }

  /** Zeros by gzip, at about 1000 to 1. */
  public static byte[] gzip(long zeros) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      zeros(out, zeros);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }

  /** Zeros by zlib, which HTTP calls deflate. */
  public static byte[] deflate(long zeros) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      zeros(out, zeros);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }

  private static void zeros(OutputStream out, long zeros) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (long left = zeros; left > 0; left -= CHUNK) {
      out.write(chunk, 0, (int) Math.min(CHUNK, left));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
