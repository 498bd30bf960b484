package io.mlconnector.flow.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {

  private static final String FIRST = "first-token-of-this-test";
  private static final String SECOND = "second-token-of-this-test";

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();

  @Test
  void everyTokenOfTheFileIsAcceptedAndTheFirstIsOurs() throws Exception {
    AccessTokens tokens = tokens("# both\n" + FIRST + "\n\n  " + SECOND + "  \n");

    assertThat(tokens.accepts(FIRST)).isTrue();
    assertThat(tokens.accepts(SECOND)).isTrue();
    assertThat(tokens.accepts("# both")).isFalse();
    assertThat(tokens.accepts("")).isFalse();
    assertThat(tokens.own()).contains(FIRST);
  }

  @Test
  void aChangedFileIsReadAgain() throws Exception {
    AccessTokens tokens = tokens(FIRST);

    change(SECOND);

    assertThat(tokens.accepts(SECOND)).isTrue();
    assertThat(tokens.accepts(FIRST)).isFalse();
  }

  @Test
  void aFileThatTurnsUnusableLeavesTheTokensAsTheyWere() throws Exception {
    AccessTokens tokens = tokens(FIRST);

    change("short");
    assertThat(tokens.accepts(FIRST)).isTrue();
    assertThat(tokens.accepts("short")).isFalse();

    Files.delete(folder.resolve("tokens"));
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(tokens.accepts(FIRST)).isTrue();

    change(SECOND);
    assertThat(tokens.accepts(SECOND)).isTrue();
  }

  @Test
  void aFileThatCannotBeUsedStopsTheStart() {
    assertThatThrownBy(() -> tokens("short")).hasMessageContaining("20 characters");
    assertThatThrownBy(() -> tokens("# nothing\n")).hasMessageContaining("one token");
    assertThatThrownBy(() -> new AccessTokens(folder.resolve("absent"), now::get))
        .hasMessageContaining("mlconnector.access.token-file")
        .hasMessageContaining("absent");
  }

  @Test
  void withoutAFileNoTokenIsNeededAndNoneAccepted() {
    AccessTokens tokens = new AccessTokens(null, now::get);

    assertThat(tokens.required()).isFalse();
    assertThat(tokens.accepts("")).isFalse();
    assertThat(tokens.own()).isEmpty();
  }

  @Test
  void aReachableServiceNeedsTokensOrOidc() throws Exception {
    AccessTokens none = new AccessTokens(null, now::get);
    AccessTokens some = tokens(FIRST);

    assertThatThrownBy(() -> new Exposure("0.0.0.0", false, none))
        .hasMessageContaining("quarkus.http.host=0.0.0.0")
        .hasMessageContaining("mlconnector.access.token-file")
        .hasMessageContaining("OIDC");
    assertThatThrownBy(() -> new Exposure("::", false, none)).hasMessageContaining("reachable");
    assertThat(new Exposure("0.0.0.0", false, some)).isNotNull();
    assertThat(new Exposure("0.0.0.0", true, none)).isNotNull();
    assertThat(new Exposure("127.0.0.1", false, none)).isNotNull();
    assertThat(new Exposure("localhost", false, none)).isNotNull();
    assertThat(new Exposure("::1", false, none)).isNotNull();
  }

  private AccessTokens tokens(String text) throws Exception {
    return new AccessTokens(Files.writeString(folder.resolve("tokens"), text), now::get);
  }

  private void change(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("tokens"), text);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1000 + now.get() / 1000)));
  }
}
