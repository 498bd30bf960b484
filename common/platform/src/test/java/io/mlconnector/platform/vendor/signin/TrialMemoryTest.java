package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.spi.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialMemoryTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final SignInState STORED = signed(SignInState.none("client", "old"), "t1", "r1");

  @Test
  void aTryHasToSignInAndKnowsTheRefreshToken() {
    SignInState begins = TrialMemory.beside(Optional.of(STORED)).load().orElseThrow();

    assertThat(begins.value()).isNull();
    assertThat(begins.refresh()).isEqualTo("r1");
  }

  @Test
  void whatATrySignedInWithIsLearned() {
    TrialMemory memory = TrialMemory.beside(Optional.empty());
    assertThat(memory.load()).isEmpty();
    assertThat(memory.learned()).isEmpty();

    memory.save(signed(SignInState.none("client", "new"), "t2", "r2"));

    assertThat(memory.learned().orElseThrow().value()).isEqualTo("t2");
  }

  @Test
  void aRefreshTokenThatTheVendorReplacedStaysEvenWhereTheTryFails() {
    TrialMemory memory = TrialMemory.beside(Optional.of(STORED));

    memory.save(signed(STORED, "t2", "r2").withBlocked("the account may not read"));

    SignInState stays = memory.mustStay().orElseThrow();
    assertThat(stays.refresh()).isEqualTo("r2");
    assertThat(stays.blocked()).isNull();
    assertThat(stays.credentials()).isEqualTo("old");
    assertThat(stays.value()).isNull();
  }

  @Test
  void nothingElseOfAFailedTryStays() {
    TrialMemory refused = TrialMemory.beside(Optional.of(STORED));
    refused.save(STORED.withoutToken().withBlocked("invalid_client"));
    TrialMemory another = TrialMemory.beside(Optional.of(STORED));
    another.save(signed(SignInState.none("another client", "new"), "t2", "r2"));

    assertThat(refused.mustStay()).isEmpty();
    assertThat(another.mustStay()).isEmpty();
    assertThat(TrialMemory.beside(Optional.empty()).mustStay()).isEmpty();
  }

  private static SignInState signed(SignInState from, String token, String refresh) {
    return from.with("Authorization", new Secret(token), NOW, NOW.plusSeconds(60), Map.of())
        .withRefresh(new Secret(refresh));
  }
}
