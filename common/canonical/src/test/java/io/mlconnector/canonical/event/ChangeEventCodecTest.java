package io.mlconnector.canonical.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Money;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeEventCodecTest {

  private static final RecordKey RECORD = new RecordKey("fusion", "customer", "C|1");

  private final ChangeEvent event =
      new ChangeEvent(
          "id-1",
          Kind.CHANGED,
          RECORD,
          Instant.parse("2026-11-20T10:00:00Z"),
          new Sequence(3, 42),
          Journey.traceparent(Journey.begin(), RECORD),
          CanonicalJson.tree(
              Customer.builder("C|1")
                  .name("Nordlicht")
                  .status("active")
                  .creditLimit(new Money(new BigDecimal("1E+3"), "EUR"))
                  .build()));

  @Test
  void anEventComesBackFromItsMessage() {
    ChangeEvent read =
        ChangeEventCodec.read(
            "fusion|customer|C%7C1",
            ChangeEventCodec.headers(event), ChangeEventCodec.value(event));

    assertThat(read).isEqualTo(event);
  }

  @Test
  void headersAreThoseOfCloudEventsInBinaryMode() {
    assertThat(ChangeEventCodec.headers(event))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_source", "/connections/fusion")
        .containsEntry("ce_type", "io.mlconnector.customer.changed.v1")
        .containsEntry("ce_subject", "C|1")
        .containsEntry("ce_sequence", "0000000003.000000000042")
        .containsEntry("ce_dataschema", "urn:mlconnector:schema:customer:v1")
        .containsKey("traceparent");
  }

  @Test
  void moneyTravelsAsPlainText() {
    assertThat(event.data().at("/creditLimit/amount").textValue()).isEqualTo("1000");
  }

  @Test
  void aMissingHeaderIsNamed() {
    Map<String, String> headers = new HashMap<>(ChangeEventCodec.headers(event));
    headers.remove("ce_sequence");

    assertThatThrownBy(
            () ->
                ChangeEventCodec.read(
                    "fusion|customer|C%7C1", headers, ChangeEventCodec.value(event)))
        .hasMessageContaining("ce_sequence");
  }

  @Test
  void sequencesCompareAsTheirTexts() {
    Sequence older = new Sequence(9, 999_999);
    Sequence newer = new Sequence(10, 1);

    assertThat(newer.isAfter(older)).isTrue();
    assertThat(newer.toString()).isGreaterThan(older.toString());
    assertThat(Sequence.parse(newer.toString())).isEqualTo(newer);
  }
}
