package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mlconnector.sandbox.fusion.FusionClient;
import io.mlconnector.sandbox.fusion.Poison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  private static final String ITEM = "/crmRestApi/resources/latest/accounts/";
  private static final String KEY = "300100010000";
  @TempDir Path folder;

  @Test
  void aSecondStartGoesOnWhereTheFirstStopped() throws IOException {
    String token;
    String etag;
    String created;
    Map<String, Object> deletedFrom;
    try (Sandbox first = start()) {
      token = FusionClient.token(first);
      first.fusion().accounts().set(KEY, Map.of("CreditLimit_c", "12.50"));
      created =
          first
              .fusion()
              .edits()
              .create(first.fusion().accounts(), Map.of("OrganizationName", "Fresh"));
      first.fusion().accounts().delete("300100010001");
      first.fusion().edits().poison(first.fusion().accounts(), "300100010002", Poison.BAD_STAMP);
      first.fusion().edits().poison(first.fusion().accounts(), "300100010003", Poison.WRONG_TYPE);
      first.clock().advance(Duration.ofMinutes(5));
      deletedFrom = first.fusion().accounts().get(KEY).orElseThrow();
      etag = read(first, KEY, token).header("ETag");
    }

    try (Sandbox second = start()) {
      assertThat(second.fusion().accounts().get(KEY)).contains(deletedFrom);
      assertThat(second.fusion().accounts().get(created)).isPresent();
      assertThat(second.fusion().accounts().get("300100010001")).isEmpty();
      assertThat(second.clock().offset()).isEqualTo(Duration.ofMinutes(5));
      assertThat(read(second, KEY, token).header("ETag")).isEqualTo(etag);
      assertThat(read(second, "300100010002", token).json().path("LastUpdateDate").asText())
          .doesNotContain("T");
      assertThat(read(second, "300100010003", token).json().path("OrganizationName").isArray())
          .isTrue();
      assertThat(
              second
                  .fusion()
                  .edits()
                  .create(second.fusion().accounts(), Map.of("OrganizationName", "Fresher")))
          .isNotEqualTo(created);
    }
  }

  @Test
  void theStateIsWrittenWhileItRuns() {
    try (Sandbox sandbox = start()) {
      sandbox.fusion().accounts().set(KEY, Map.of("City", "Zwischenstadt"));

      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  Files.exists(folder.resolve("fusion.json"))
                      && Files.readString(folder.resolve("fusion.json")).contains("Zwischenstadt"));
    }
  }

  @Test
  void twoSidesBeginAsTheyAreAndGoOnWhereTheyStopped() {
    TwoSides sides = TwoSides.generate(1, 20);
    SandboxOptions options = SandboxOptions.forTests().folder(folder).twoSides(20);
    try (Sandbox first = Sandbox.start(options)) {
      assertThat(first.jde().edits().numbers("C")).hasSize(20);
      assertThat(first.zoho().edits().records("Accounts"))
          .extracting(account -> account.path("Account_Name").asText())
          .containsExactlyElementsOf(
              sides.crm().stream().map(side -> side.customer().name()).toList());
      first.jde().edits().delete(100_001);
    }

    try (Sandbox second = Sandbox.start(options)) {
      assertThat(second.jde().edits().numbers("C")).hasSize(19);
    }
  }

  @Test
  void theFolderOfAnotherCompanyIsRefused() {
    start().close();

    assertThatThrownBy(
            () -> Sandbox.start(SandboxOptions.forTests().company(41, 100).folder(folder)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another company")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aSpoiledFileIsNamed() throws IOException {
    start().close();
    Files.writeString(folder.resolve("fusion.json"), "{\"half");

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fusion.json");
  }

  private Sandbox start() {
    return Sandbox.start(SandboxOptions.forTests().folder(folder));
  }

  private static TestHttp.Answer read(Sandbox sandbox, String key, String token)
      throws IOException {
    return TestHttp.get(sandbox.vendor("fusion"), ITEM + key, "Authorization", "Bearer " + token);
  }
}
