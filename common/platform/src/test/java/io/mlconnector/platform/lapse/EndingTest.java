package io.mlconnector.platform.lapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.lapse.Ending.Known;
import io.mlconnector.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EndingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void aPersonIsWarnedThirtyAndSevenDaysBefore() {
    assertThat(level(Duration.ofDays(30).plusSeconds(1), null)).isEqualTo("later");
    assertThat(level(Duration.ofDays(30), null)).isEqualTo("soon");
    assertThat(level(Duration.ofDays(7).plusSeconds(1), null)).isEqualTo("soon");
    assertThat(level(Duration.ofDays(7), null)).isEqualTo("urgent");
    assertThat(level(Duration.ZERO, null)).isEqualTo("over");
  }

  @Test
  void whatWeRenewOurselvesIsNoNewsUntilThatFails() {
    Duration fortnight = Duration.ofDays(15);
    Duration week = Duration.ofDays(7);

    assertThat(level(Duration.ofDays(14), fortnight)).isEqualTo("later");
    assertThat(level(Duration.ofDays(7), fortnight)).isEqualTo("urgent");
    assertThat(level(Duration.ofDays(6), week)).isEqualTo("later");
    assertThat(level(Duration.ofHours(84), week)).isEqualTo("urgent");
    assertThat(level(Duration.ofDays(-1), week)).isEqualTo("over");
  }

  @Test
  void theSentenceSaysWhatWhenAndHowLong() {
    assertThat(ending(Duration.ofDays(12), null).sentence("Entra prod", NOW))
        .isEqualTo("The client secret of Entra prod ends on 2026-12-04, in 12 days");
    assertThat(ending(Duration.ofHours(3), null).sentence("x", NOW)).endsWith(", within a day");
    assertThat(ending(Duration.ofDays(-2), null).sentence("x", NOW))
        .isEqualTo("The client secret of x ended on 2026-11-20, 2 days ago");
    assertThat(ending(Duration.ofDays(9), Duration.ofDays(15)).sentence("x", NOW))
        .contains("which we do ourselves");
  }

  @Test
  void aTokenThatSaysItsEndIsBelieved() {
    assertThat(JwtEnd.of(jwt("{\"sub\":\"robot\",\"exp\":1795348800}")))
        .contains(Instant.ofEpochSecond(1795348800L));
    assertThat(JwtEnd.of(jwt("{\"sub\":\"robot\"}"))).isEmpty();
    assertThat(JwtEnd.of(new Secret("hunter2"))).isEmpty();
    assertThat(JwtEnd.of(new Secret("eyJ.%%%.x"))).isEmpty();
  }

  @Test
  void fieldsAreWordsForPeople() {
    assertThat(Endings.words("clientSecret")).isEqualTo("client secret");
    assertThat(Endings.words("jwt")).isEqualTo("jwt");
  }

  private static Secret jwt(String claims) {
    return new Secret(part("{\"alg\":\"RS256\"}") + "." + part(claims) + ".c2ln");
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String level(Duration left, Duration life) {
    return ending(left, life).level(NOW);
  }

  private static Ending ending(Duration left, Duration life) {
    return new Ending("client secret", NOW.plus(left), Known.ENTERED, life, "Make a new one.");
  }
}
