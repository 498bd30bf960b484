package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger ledger = new Ledger();

  @Test
  void aCallInFlightIsThereWithoutAStatus() {
    arrive("GET", "/a");

    assertThat(ledger.calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.status()).isZero();
              assertThat(call.answered()).isFalse();
              assertThat(call.millis()).isEqualTo(-1);
            });
    assertThat(ledger.counts()).isEmpty();
  }

  @Test
  void filtersByVendorMethodPathAndSequence() {
    finish(arrive("GET", "/users/1"), 200);
    finish(arrive("POST", "/users"), 201);
    finish(arrive("POST", "/organizations"), 201);

    assertThat(ledger.count("v", "POST", null)).isEqualTo(2);
    assertThat(ledger.count("other", null, null)).isZero();
    assertThat(ledger.count(null, "post", "^/users$")).isEqualTo(1);
    assertThat(ledger.calls(LedgerFilter.all().after(2)))
        .extracting(Call::path)
        .containsExactly("/organizations");
  }

  @Test
  void countsStayExactWhenOldCallsAreForgotten() {
    for (int i = 0; i < 200_010; i++) {
      LedgerCall call = arrive("GET", "/n");
      ledger.body(call, "body");
      finish(call, 200);
    }

    assertThat(ledger.calls()).hasSize(200_000);
    assertThat(ledger.calls().get(0).sequence()).isEqualTo(11);
    assertThat(ledger.forgotten()).isEqualTo(10);
    assertThat(ledger.total()).isEqualTo(200_010);
    assertThat(ledger.counts()).containsExactly(Map.entry("v GET 200", 200_010L));
  }

  @Test
  void oldBodiesGoWhenTheyBecomeTooMany() {
    String large = "x".repeat(16 << 20);
    for (int i = 0; i < 5; i++) {
      ledger.body(arrive("POST", "/n"), large);
    }

    assertThat(ledger.calls()).filteredOn(call -> call.body() == null).hasSize(1);
    assertThat(ledger.calls().get(0).body()).isNull();
  }

  @Test
  void clearingForgetsCallsButNotTheirNumbers() {
    LedgerCall open = arrive("GET", "/before");
    ledger.clear();
    finish(open, 200);
    finish(arrive("GET", "/after"), 404);

    assertThat(ledger.calls()).extracting(Call::sequence).containsExactly(2L);
    assertThat(ledger.counts()).containsExactly(Map.entry("v GET 404", 1L));
    assertThat(ledger.total()).isEqualTo(1);
  }

  private LedgerCall arrive(String method, String path) {
    return ledger.open(new LedgerCall.Arrival(Instant.EPOCH, 0, "v", method, path, null, Map.of()));
  }

  private void finish(LedgerCall call, int status) {
    ledger.close(call, new LedgerCall.Ending(status, true, status < 400, null, 1, Map.of()));
  }
}
