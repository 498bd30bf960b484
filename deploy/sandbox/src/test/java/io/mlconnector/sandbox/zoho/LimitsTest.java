package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.sandbox.TestHttp.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final int LONG = 600_000;

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void creditsAreToldFromHalfOnAndThenTheyAreGone() {
    crm.set("{'creditsPerDay':100}");
    assertThat(read().header("X-API-CREDITS-REMAINING")).isNull();
    crm.control("POST", "/spend", "{'credits':50}");

    assertThat(read().header("X-API-CREDITS-REMAINING")).isEqualTo("48");
    crm.control("POST", "/spend", "{'credits':48}");
    Answer refused = read();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
    assertThat(refused.header("Retry-After")).isNull();
    assertThat(refused.header("X-API-CREDITS-REMAINING")).isEqualTo("0");
    crm.sandbox.clock().advance(Duration.ofHours(24).plusSeconds(1));
    crm.token(crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().path("access_token").asText());
    assertThat(read().status()).isEqualTo(200);
  }

  @Test
  void aWriteCostsACreditForTenRecords() {
    long before = crm.zoho().credits().used();

    write(11);
    assertThat(crm.zoho().credits().used() - before).isEqualTo(2);
    write(10);
    assertThat(crm.zoho().credits().used() - before).isEqualTo(3);
  }

  @Test
  void moreCallsAtOnceThanThePlanHasAreRefused() {
    crm.set("{'concurrentCalls':2}");
    for (int i = 0; i < 5; i++) {
      assertThat(read().status()).isEqualTo(200);
    }
    crm.set("{'answerMillis':" + LONG + "}");
    underWay(this::read, 2);

    assertThat(read().status()).isEqualTo(429);
  }

  @Test
  void largeWritesHaveASmallerLimit() {
    crm.set("{'concurrentComplexCalls':1,'answerMillis':" + LONG + "}");
    underWay(() -> write(11), 1);
    crm.set("{'answerMillis':0}");

    assertThat(write(11)).isEqualTo(429);
    assertThat(write(10)).isEqualTo(201);
  }

  @Test
  void faultsSpeakTheVendorsWords() throws Exception {
    io.mlconnector.sandbox.TestHttp.post(
        crm.sandbox.control(),
        "/sandbox/faults",
        "{\"kind\":\"throttle\",\"vendor\":\"zoho\",\"path\":\"/oauth/v2/token\"}");
    io.mlconnector.sandbox.TestHttp.post(
        crm.sandbox.control(),
        "/sandbox/faults",
        "{\"kind\":\"throttle\",\"vendor\":\"zoho\",\"path\":\"/crm/v8/Accounts\"}");

    assertThat(crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().path("error").asText())
        .isEqualTo("Access Denied");
    assertThat(read().json().path("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
  }

  /** Makes calls that nobody waits for, and goes on when the vendor is at work on all of them. */
  private void underWay(Runnable call, int count) {
    for (int i = 0; i < count; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  call.run();
                } catch (UncheckedIOException e) {
                  // The sandbox closes before it answers.
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> crm.zoho().callsUnderWay() == count);
  }

  private Answer read() {
    return crm.get("Accounts", "fields", "Account_Name", "per_page", "1");
  }

  private int write(int records) {
    StringBuilder data = new StringBuilder("{'data':[{'Last_Name':'L'}");
    data.append(",{'Last_Name':'L'}".repeat(records - 1));
    return crm.api("POST", "Contacts", data + "]}").status();
  }
}
