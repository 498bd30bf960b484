package io.mlconnector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mlconnector.hostile.Bombs;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Calls that a stranger forges of a genuine one. Each has to be refused as such, and by nothing
 * else that is thrown: a stranger must not be able to have us log a fault, or come to know why.
 *
 * @param genuine a call as the vendor makes it
 * @param secret what it is signed with, or carries
 * @param proofs names of the headers, and {@code rest} or {@code query:NAME}, of which each is
 *     needed to believe it
 * @param signed whether the signature is over the body and the time of the call
 */
public record HookAttacks(
    Webhook hook,
    FakeConnection connection,
    Secret secret,
    Call genuine,
    List<String> proofs,
    boolean signed) {

  private static final String REST = "rest";
  private static final String QUERY = "query:";

  /** Makes them all, the genuine one among them. */
  public void check() {
    assertThat(hook.verify(connection, List.of(secret), genuine)).isNotNull();
    assertThat(hook.verify(connection, List.of(new Secret("before"), secret), genuine)).isNotNull();
    refused("nothing shown", bare(genuine.body()));
    for (String proof : proofs) {
      forged(shown(proof))
          .forEach((name, value) -> refused(proof + ": " + name, with(proof, value)));
    }
    refusedBy("another connection's secret", List.of(new Secret("of another")), genuine);
    refusedBy("a secret in other letters", List.of(swapped()), genuine);
    bodies().forEach((name, body) -> refused(name, bare(body)));
    if (signed) {
      bodies().forEach((name, body) -> refused(name, of(body)));
      refused("a byte more", of(changed(genuine.body().length)));
      refused("another byte", of(changed(0)));
    }
    keysOfHostileBodies();
    repeated();
  }

  /**
   * A call that somebody recorded and sends again is known by its id, whatever they put beside it
   * that proves nothing; one that is signed with its time is refused a day later, and before it was
   * sent.
   */
  private void repeated() {
    String id = hook.verify(connection, List.of(secret), genuine);
    Map<String, String> headers = new HashMap<>(genuine.headers());
    List.of("date", "x-forwarded-for", "x-request-id", "traceparent", "user-agent", "x-timestamp")
        .forEach(name -> headers.put(name, "2026-03-02T12:00:00Z"));
    Map<String, String> query = new HashMap<>(genuine.query());
    query.put("again", "1");
    String rest = proofs.contains(REST) ? genuine.rest() : "again";
    Call again = new Call(headers, query, rest, genuine.body());
    assertThat(hook.verify(connection, List.of(secret), again)).as("sent again").isEqualTo(id);
    Instant sent = connection.now;
    for (Duration later : List.of(Duration.ofDays(1), Duration.ofDays(400), Duration.ofDays(-1))) {
      connection.now = sent.plus(later);
      if (signed) {
        refused("sent again after " + later, again);
      } else {
        assertThat(hook.verify(connection, List.of(secret), again)).as("%s", later).isEqualTo(id);
      }
    }
    connection.now = sent;
  }

  /**
   * A genuine sender's body may be hostile, too: it is understood, or parked, or to be repeated.
   */
  private void keysOfHostileBodies() {
    bodies()
        .forEach(
            (name, body) -> {
              Throwable thrown = catchThrowable(() -> hook.notices(connection, of(body)));
              if (thrown != null) {
                assertThat(thrown)
                    .as(name)
                    .isInstanceOfAny(Untranslatable.class, IllegalArgumentException.class);
                assertThat(thrown.getMessage()).doesNotContain(HostileTexts.MARK);
              }
            });
  }

  private void refused(String name, Call call) {
    refusedBy(name, List.of(secret), call);
  }

  private void refusedBy(String name, List<Secret> secrets, Call call) {
    assertThatThrownBy(() -> hook.verify(connection, secrets, call))
        .as(name)
        .isInstanceOf(Refused.class)
        .message()
        .doesNotContain(secret.reveal(), HostileTexts.MARK)
        .hasSizeLessThan(200);
  }

  private static Map<String, String> forged(String right) {
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("missing", null);
    forged.put("empty", "");
    forged.put("blank", " ");
    forged.put("cut", right.substring(0, right.length() - 1));
    forged.put("cut in front", right.substring(1));
    forged.put("longer", right + "A");
    forged.put("twice", right + "," + right);
    forged.put("another character", (right.startsWith("x") ? "y" : "x") + right.substring(1));
    forged.put("quoted", "\"" + right + "\"");
    forged.put("with the character 0", right + "\0");
    forged.put("a number", "0");
    forged.put("true", "true");
    forged.put("null", "null");
    forged.put("no ASCII", "ключ");
    forged.put("long", "A".repeat(100_000));
    forged.put("upper case", right.toUpperCase(Locale.ROOT));
    forged.put("lower case", right.toLowerCase(Locale.ROOT));
    HostileTexts.all().forEach((name, text) -> forged.put("hostile " + name, text));
    forged.values().removeIf(right::equals);
    return forged;
  }

  private static Map<String, byte[]> bodies() {
    Map<String, byte[]> bodies = new LinkedHashMap<>(Bombs.json());
    bodies.putAll(Bombs.xml());
    bodies.put("gzip", Bombs.gzip(64L << 20));
    bodies.put("deflate", Bombs.deflate(64L << 20));
    bodies.put("nothing", new byte[0]);
    HostileTexts.all()
        .forEach((name, text) -> bodies.put("text " + name, text.getBytes(StandardCharsets.UTF_8)));
    return bodies;
  }

  /** The same letters in the other case, where there are any. */
  private Secret swapped() {
    String text = secret.reveal();
    String lower = text.toLowerCase(Locale.ROOT);
    return new Secret(text.equals(lower) ? text.toUpperCase(Locale.ROOT) : lower);
  }

  private byte[] changed(int at) {
    byte[] body = genuine.body();
    byte[] other = Arrays.copyOf(body, Math.max(body.length, at + 1));
    other[at] ^= 1;
    return other;
  }

  private static Call bare(byte[] body) {
    return new Call(Map.of("content-type", "application/json"), body);
  }

  private Call of(byte[] body) {
    return new Call(genuine.headers(), genuine.query(), genuine.rest(), body);
  }

  private String shown(String proof) {
    if (proof.equals(REST)) {
      return genuine.rest();
    }
    return proof.startsWith(QUERY)
        ? genuine.query().get(proof.substring(QUERY.length()))
        : genuine.headers().get(proof);
  }

  private Call with(String proof, String value) {
    if (proof.equals(REST)) {
      String rest = value == null ? "" : value;
      return new Call(genuine.headers(), genuine.query(), rest, genuine.body());
    }
    boolean asked = proof.startsWith(QUERY);
    Map<String, String> changed = new HashMap<>(asked ? genuine.query() : genuine.headers());
    String name = asked ? proof.substring(QUERY.length()) : proof;
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Call(
        asked ? genuine.headers() : changed,
        asked ? changed : genuine.query(),
        genuine.rest(),
        genuine.body());
  }
}
